namespace Maestro.Testing;

/// <summary>What happens when a container is started.</summary>
public sealed class StartScript
{
    private int _failures;
    private int _exits;

    internal string? Failure { get; private set; }

    internal int FailureStatus { get; private set; }

    internal int ExitCode { get; private set; }

    internal TimeSpan ExitAfter { get; private set; }

    internal TimeSpan CallTakes { get; private set; }

    internal TimeSpan PortsOpenAfter { get; private set; }

    internal string? HttpAnswer { get; private set; }

    internal TimeSpan? HealthyAfter { get; private set; }

    internal bool HasHealthCheck { get; private set; }

    internal List<(bool IsError, string Text)> Log { get; } = [];

    /// <summary>The engine refuses to start it.</summary>
    /// <param name="times">After so many failures the next start works.</param>
    public StartScript Fail(string message, int status = 500, int times = int.MaxValue)
    {
        (Failure, FailureStatus, _failures) = (message, status, times);
        return this;
    }

    /// <summary>It starts and then ends by itself.</summary>
    /// <param name="times">After so many exits it stays up.</param>
    public StartScript Exit(int code, TimeSpan after = default, int times = int.MaxValue)
    {
        (ExitCode, ExitAfter, _exits) = (code, after, times);
        return this;
    }

    /// <summary>The call itself takes that long.</summary>
    public StartScript Take(TimeSpan time)
    {
        CallTakes = time;
        return this;
    }

    /// <summary>What it publishes begins to listen only later (with <see cref="FakeDocker.PublishPorts"/>).</summary>
    public StartScript OpenPortsAfter(TimeSpan time)
    {
        PortsOpenAfter = time;
        return this;
    }

    /// <summary>What it publishes answers HTTP requests with that text (with <see cref="FakeDocker.PublishPorts"/>).</summary>
    public StartScript AnswerHttp(string text)
    {
        HttpAnswer = text;
        return this;
    }

    /// <summary>The image has a health check: "starting" until that time has passed, or until the test decides.</summary>
    public StartScript HealthCheck(TimeSpan? healthyAfter = null)
    {
        (HasHealthCheck, HealthyAfter) = (true, healthyAfter);
        return this;
    }

    /// <summary>It writes a line to its log when it starts.</summary>
    public StartScript Write(string line, bool isError = false)
    {
        Log.Add((isError, line));
        return this;
    }

    internal bool FailsNow() => Failure is not null && _failures-- > 0;

    internal bool ExitsNow() => _exits > 0 && _exits-- > 0;
}
