namespace Maestro.Guest;

/// <summary>The environment variables that Maestro sets do not say what was asked for.</summary>
public sealed class MaestroEnvironmentException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MaestroEnvironmentException()
        : this("The environment variables that Maestro sets do not say what was asked for.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public MaestroEnvironmentException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and what caused it.</summary>
    public MaestroEnvironmentException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
