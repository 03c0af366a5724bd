using System.Runtime.Versioning;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>What leads from this machine to the far side.</summary>
internal sealed record SshForward(SshLocalEnd Here, SshTarget There);

/// <summary>The forwards of one tunnel: to the engine, and to where it may be instead.</summary>
internal sealed class SshForwards : IDisposable
{
    private readonly IDisposable? _folder;

    private SshForwards(IDisposable? folder, string path, SshForward first, SshForward? second) => (_folder, Path, First, Second) = (folder, path, first, second);

    public SshForward First { get; }

    public SshForward? Second { get; }

    /// <summary>Of the folder, if there is one; else empty.</summary>
    public string Path { get; }

    public IEnumerable<(SshLocalEnd Here, SshTarget There)> All
        => new[] { First, Second }.OfType<SshForward>().Select(f => (f.Here, f.There));

    /// <exception cref="IOException">The folder for them cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static SshForwards Make(SshRoute route, SshPlatform platform, TimeProvider time)
    {
        var (folder, path) = OperatingSystem.IsWindows() ? (null, string.Empty) : MakeFolder(platform, time);
        return new SshForwards(folder, path, From("a", route.Target), route.Fallback is { } fallback ? From("b", fallback) : null);

        SshForward From(string name, SshTarget there)
            => new(platform.ForwardsSockets && path.Length > 0 ? SshLocalEnd.Socket(System.IO.Path.Combine(path, name)) : SshLocalEnd.Port(), there);
    }

    public void Dispose() => _folder?.Dispose();

    [UnsupportedOSPlatform("windows")]
    private static (IDisposable? Folder, string Path) MakeFolder(SshPlatform platform, TimeProvider time)
    {
        SshFolder.SweepOnce(platform.Folder, time);
        var folder = SshFolder.Create(platform.Folder);
        return (folder, folder.Path);
    }
}
