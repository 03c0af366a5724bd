using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>What all binders of one file share.</summary>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class BindingContext(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, EnvFile> _envFiles = new(StringComparer.Ordinal);

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Ends the binding.</summary>
    public CancellationToken Cancellation { get; init; }

    public FileSchema Schema { get; set; } = FileSchema.Assumed;

    /// <summary>A file of variables; each is read, and its mistakes reported, once.</summary>
    public EnvFile EnvFile(string name, BoundNode place)
    {
        var path = place.FullPath(name);
        if (!_envFiles.TryGetValue(path, out var file))
        {
            _envFiles[path] = file = Loading.EnvFile.Read(name, path, place);
        }

        return file;
    }
}

/// <summary>How the file says its volumes are to be read.</summary>
internal enum FileSchema
{
    /// <summary>Not said; read as <see cref="HostFirst"/>.</summary>
    Assumed,

    /// <summary>Schema 1: <c>container: host</c>.</summary>
    ContainerFirst,

    /// <summary>Schema 2: <c>host: container</c>.</summary>
    HostFirst,
}
