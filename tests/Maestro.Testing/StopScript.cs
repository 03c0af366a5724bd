namespace Maestro.Testing;

/// <summary>What happens when a container is stopped.</summary>
public sealed class StopScript
{
    private int _failures;

    internal string? Failure { get; private set; }

    internal int FailureStatus { get; private set; }

    internal TimeSpan CallTakes { get; private set; }

    internal int Code { get; private set; }

    /// <summary>The engine cannot stop it.</summary>
    public StopScript Fail(string message, int status = 500, int times = int.MaxValue)
    {
        (Failure, FailureStatus, _failures) = (message, status, times);
        return this;
    }

    /// <summary>It needs that long to end.</summary>
    public StopScript Take(TimeSpan time)
    {
        CallTakes = time;
        return this;
    }

    /// <summary>The code with which it ends, 0 by default.</summary>
    public StopScript ExitCode(int code)
    {
        Code = code;
        return this;
    }

    internal bool FailsNow() => Failure is not null && _failures-- > 0;
}
