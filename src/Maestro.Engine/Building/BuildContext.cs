using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Model;

namespace Maestro.Engine.Building;

/// <summary>What an engine is sent to build by a Dockerfile: the folder without what a <c>.dockerignore</c> leaves out.</summary>
internal sealed class BuildContext
{
    private const string IgnoreFile = ".dockerignore";
    private const string OutsideDockerfile = ".maestro.Dockerfile";

    private readonly DockerfileBuild _build;
    private readonly List<ContextEntry> _entries = [];

    private BuildContext(DockerfileBuild build) => _build = build;

    /// <summary>The Dockerfile's path in the context.</summary>
    public string Dockerfile { get; private set; } = string.Empty;

    /// <summary>Its entries, in ordinal order.</summary>
    public IReadOnlyList<ContextEntry> Entries => _entries;

    /// <exception cref="BuildInputException">The folder or the Dockerfile is not there or cannot be read.</exception>
    public static BuildContext Open(DockerfileBuild build, CancellationToken cancellation)
    {
        var context = new BuildContext(build);
        try
        {
            context.Read(cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BuildInputException.Unreadable(build.Context, exception);
        }

        return context;
    }

    /// <summary>A hash over everything that the image is made from, but for the images that the Dockerfile begins with.</summary>
    public async Task<string> HashAsync(CancellationToken cancellation)
    {
        using var hash = new SourceHash();
        hash.Add("dockerfile").Add(Dockerfile).Add(_build.Target).Add(_build.Args);
        foreach (var entry in _entries)
        {
            hash.Add(entry.Name).Add(entry.LinkTarget ?? (entry.IsFolder ? "/" : string.Empty));
            if (entry.LinkTarget is null)
            {
                hash.Add(((int)entry.Mode).ToString(CultureInfo.InvariantCulture));
            }

            if (entry.Content is { } content)
            {
                hash.Add(Convert.ToHexStringLower(SHA256.HashData(content)));
            }
            else if (entry is { IsFolder: false, LinkTarget: null })
            {
                await hash.AddFileAsync(entry.Path, cancellation).ConfigureAwait(false);
            }
        }

        return hash.End();
    }

    /// <summary>Writes it as a tar, file by file as they are read.</summary>
    /// <exception cref="BuildInputException">A file cannot be read.</exception>
    public async Task WriteAsync(Stream destination, CancellationToken cancellation)
    {
        var tar = new TarWriter(destination, TarEntryFormat.Pax, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            foreach (var entry in _entries)
            {
                await WriteAsync(tar, entry, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(TarWriter tar, ContextEntry entry, CancellationToken cancellation)
    {
        if (entry.LinkTarget is { } target)
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, entry.Name) { LinkName = target }, cancellation).ConfigureAwait(false);
            return;
        }

        if (entry.IsFolder)
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, entry.Name + "/") { Mode = entry.Mode }, cancellation).ConfigureAwait(false);
            return;
        }

        var data = Open(entry);
        await using (data.ConfigureAwait(false))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, entry.Name) { Mode = entry.Mode, DataStream = data }, cancellation).ConfigureAwait(false);
        }
    }

    private static Stream Open(ContextEntry entry)
    {
        if (entry.Content is { } content)
        {
            return new MemoryStream(content);
        }

        try
        {
            return new FileStream(entry.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BuildInputException.Unreadable(entry.Path, exception);
        }
    }

    private void Read(CancellationToken cancellation)
    {
        BuildInputs.Require(_build);
        var inside = Path.GetRelativePath(_build.Context, _build.Dockerfile).Replace('\\', '/');
        var isOutside = inside.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(inside);
        Dockerfile = isOutside ? OutsideDockerfile : inside;
        var own = _build.Dockerfile + IgnoreFile;
        var common = Path.Combine(_build.Context, IgnoreFile);
        var text = File.Exists(own) ? File.ReadAllText(own) : File.Exists(common) ? File.ReadAllText(common) : string.Empty;
        var rules = IgnoreRules.Parse(text);
        Add(new DirectoryInfo(_build.Context), string.Empty, rules, cancellation);
        if (isOutside)
        {
            Replace(new ContextEntry(OutsideDockerfile, _build.Dockerfile) { Content = File.ReadAllBytes(_build.Dockerfile) });
        }
        else if (rules.Ignores(Dockerfile))
        {
            Replace(new ContextEntry(Dockerfile, _build.Dockerfile));
        }

        ReplaceIgnoreFile(text, isOutside, common, File.Exists(own));
        _entries.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
    }

    // An engine goes by the .dockerignore that it is sent, too: by it, it takes away again what only the build itself needs.
    private void ReplaceIgnoreFile(string text, bool isOutside, string common, bool hasOwn)
    {
        var entry = new ContextEntry(IgnoreFile, common);
        if (isOutside || hasOwn)
        {
            var hidden = (isOutside ? $"\n{OutsideDockerfile}" : string.Empty) + (hasOwn || !File.Exists(common) ? $"\n{IgnoreFile}" : string.Empty);
            Replace(entry with { Content = Encoding.UTF8.GetBytes($"{text}{hidden}\n") });
        }
        else if (File.Exists(common))
        {
            Replace(entry);
        }
    }

    private void Add(DirectoryInfo folder, string prefix, IgnoreRules rules, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var info in folder.EnumerateFileSystemInfos())
        {
            var name = prefix + info.Name;
            var ignored = rules.Ignores(name);
            var entry = new ContextEntry(name, info.FullName) { LinkTarget = info.LinkTarget, IsFolder = info is DirectoryInfo && info.LinkTarget is null };
            if (!ignored)
            {
                _entries.Add(entry);
            }

            if (entry.IsFolder && (!ignored || rules.HasExceptions))
            {
                Add((DirectoryInfo)info, name + "/", rules, cancellation);
            }
        }
    }

    private void Replace(ContextEntry entry)
    {
        _entries.RemoveAll(e => e.Name == entry.Name);
        _entries.Add(entry);
    }
}
