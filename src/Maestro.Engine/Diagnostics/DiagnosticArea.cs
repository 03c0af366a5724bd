namespace Maestro.Engine.Diagnostics;

/// <summary>What part of a run a diagnostic is about; the first digit of its code.</summary>
public enum DiagnosticArea
{
    /// <summary>The program that hosts the engine, such as an SDK that is too old (0xx).</summary>
    Host,

    /// <summary>The environment file as a file and as YAML (1xx).</summary>
    File,

    /// <summary>The template in the environment file (2xx).</summary>
    Template,

    /// <summary>What the environment file says (3xx).</summary>
    Environment,

    /// <summary>What the user asked for: names, options (4xx).</summary>
    Usage,

    /// <summary>Reaching a ship and its Docker engine (5xx).</summary>
    Ship,

    /// <summary>A step of a play (6xx).</summary>
    Step,

    /// <summary>Another run that holds a lock (7xx).</summary>
    Lock,
}
