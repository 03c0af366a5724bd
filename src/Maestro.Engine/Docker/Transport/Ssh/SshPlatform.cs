namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>What the OpenSSH client of this machine can do.</summary>
internal sealed record SshPlatform
{
    /// <summary>The client, as a shell finds it.</summary>
    public string Program { get; init; } = "ssh";

    /// <summary>Whether it forwards from unix sockets; else it does from a port of the loopback interface.</summary>
    public bool ForwardsSockets { get; init; } = !OperatingSystem.IsWindows();

    /// <summary>The folder in which each tunnel has one of its own.</summary>
    public string Folder { get; init; } = OperatingSystem.IsWindows()
        ? Path.GetTempPath()
        : SshFolder.Parent(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Path.GetTempPath());
}
