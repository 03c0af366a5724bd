using System.Runtime.Versioning;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>What leads from this machine to the far side.</summary>
internal sealed record SshForward(SshLocalEnd Here, SshTarget There);

/// <summary>The forwards of one tunnel: to the engine, and to where it may be instead.</summary>
internal sealed class SshForwards : IDisposable
{
    private readonly SshFolder? _folder;

    private SshForwards(SshFolder? folder, SshForward first, SshForward? second) => (_folder, First, Second) = (folder, first, second);

    public SshForward First { get; }

    public SshForward? Second { get; }

    /// <summary>Of the folder, if there is one; else empty.</summary>
    public string Path => _folder?.Path ?? string.Empty;

    public IEnumerable<(SshLocalEnd Here, SshTarget There)> All
        => new[] { First, Second }.OfType<SshForward>().Select(f => (f.Here, f.There));

    /// <exception cref="IOException">The folder for them cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static SshForwards Make(SshRoute route, SshPlatform platform, TimeProvider time)
    {
        var folder = OperatingSystem.IsWindows() ? null : MakeFolder(platform, time);
        return new SshForwards(folder, From("a", route.Target), route.Fallback is { } fallback ? From("b", fallback) : null);

        SshForward From(string name, SshTarget there)
            => new(platform.ForwardsSockets && folder is not null ? SshLocalEnd.Socket(System.IO.Path.Combine(folder.Path, name)) : SshLocalEnd.Port(), there);
    }

    public void Dispose() => _folder?.Dispose();

    [UnsupportedOSPlatform("windows")]
    private static SshFolder MakeFolder(SshPlatform platform, TimeProvider time)
    {
        SshFolder.SweepOnce(platform.Folder, time);
        return SshFolder.Create(platform.Folder);
    }
}
