namespace Maestro.Engine.Model;

/// <summary>How the command of an exec check gets the variables of the container.</summary>
public enum VariableSource
{
    /// <summary>As its environment, on top of Maestro's own.</summary>
    Env,

    /// <summary>As one JSON object on its standard input; its environment is Maestro's own.</summary>
    Stdin,
}
