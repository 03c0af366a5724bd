namespace Maestro.Engine.Docker.Wire;

/// <summary>The body of <c>POST /containers/{id}/exec</c>.</summary>
internal sealed record WireExecCreate
{
    public required IReadOnlyList<string> Cmd { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public string? User { get; init; }

    public string? WorkingDir { get; init; }

    public bool Tty { get; init; }

    public bool AttachStdin { get; init; }

    public bool AttachStdout { get; init; } = true;

    public bool AttachStderr { get; init; } = true;

    public static WireExecCreate From(CreateExecRequest request) => new()
    {
        Cmd = request.Command,
        Env = request.Env,
        User = request.User,
        WorkingDir = request.WorkingDirectory,
        Tty = request.Tty,
        AttachStdin = request.AttachStdin,
    };
}

/// <summary>The body of <c>POST /exec/{id}/start</c>.</summary>
internal sealed record WireExecStart
{
    public bool Detach { get; init; }

    public bool Tty { get; init; }
}

/// <summary>The answer of <c>GET /exec/{id}/json</c>.</summary>
internal sealed record WireExec
{
    public bool Running { get; init; }

    public int? ExitCode { get; init; }

    public ExecDetails ToDetails() => new(Running, Running ? null : ExitCode);
}
