using System.Collections;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Templates;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>From an environment file to a checked environment, or to all of its mistakes at once. Opens no connection.</summary>
/// <param name="environmentVariables">What templates and <c>docker_host: default</c> see; those of this process when null.</param>
/// <param name="workingDirectory">Where a relative path of a file starts; the current directory when null.</param>
/// <param name="standardInput">What the file <c>-</c> is; this process's when null.</param>
/// <param name="template">Names for templates and how strict they are; the defaults when null.</param>
/// <param name="machineAddress">Finds this machine's own address; by its network interfaces when null.</param>
internal sealed class EnvironmentLoader(
    IReadOnlyDictionary<string, string>? environmentVariables = null,
    string? workingDirectory = null,
    TextReader? standardInput = null,
    Func<string>? machineAddress = null,
    TemplateInput? template = null)
{
    private readonly IReadOnlyDictionary<string, string> _variables = environmentVariables ?? ProcessVariables();

    /// <summary>Loads a file.</summary>
    /// <param name="file">Its path; <c>-</c> for standard input.</param>
    /// <exception cref="MaestroException">The file is wrong; all its mistakes are in the exception, in the order of the file.</exception>
    public MaestroEnvironment Load(string file)
    {
        var source = EnvironmentFile.Read(file, workingDirectory ?? Directory.GetCurrentDirectory(), standardInput ?? Console.In);
        var diagnostics = new DiagnosticBag();
        var draft = Bind(source, diagnostics);
        if (draft is not null)
        {
            new EnvironmentValidator(draft).Validate();
        }

        var sorted = InOrderOfFile(diagnostics.Diagnostics, file);
        return draft is null || diagnostics.HasErrors ? throw new MaestroException(sorted) : Build(draft, file, sorted);
    }

    private EnvironmentDraft? Bind(EnvironmentFile source, DiagnosticBag diagnostics)
    {
        if (Renderer(source).Render(source.Text, source.Name, diagnostics) is not { } rendered
            || new YamlReader(rendered.Locate, diagnostics).Read(rendered.Text) is not { } mapping)
        {
            return null;
        }

        var binder = new EnvironmentBinder(new DefaultDockerHost(_variables), machineAddress ?? MachineAddress.Find);
        return binder.Bind(mapping, new BindingContext(diagnostics, source.Folder));
    }

    private TemplateRenderer Renderer(EnvironmentFile source)
    {
        var shownFolder = source.Name == EnvironmentFile.StandardInput ? string.Empty : Path.GetDirectoryName(source.Name) ?? string.Empty;
        return new TemplateRenderer(new TemplateSettings
        {
            Environment = _variables,
            Variables = template?.Variables ?? new Dictionary<string, string>(),
            IsLenient = template?.IsLenient ?? false,
            Files = new TemplateFolder(source.Folder, shownFolder).Read,
        });
    }

    private static MaestroEnvironment Build(EnvironmentDraft draft, string file, IReadOnlyList<Diagnostic> warnings)
    {
        var ships = draft.Ships.ToDictionary(s => s.Name, s => s.Model!, StringComparer.Ordinal);
        return new MaestroEnvironment(draft.Name!, file, [.. ships.Values], [.. draft.Services.Select(s => s.ToModel(ships))], warnings) { Auditors = draft.Auditors };
    }

    // The file itself first, then those that it includes.
    private static IReadOnlyList<Diagnostic> InOrderOfFile(IReadOnlyList<Diagnostic> diagnostics, string file) =>
    [
        .. diagnostics
            .OrderBy(d => d.Location is not null && d.Location.File != file)
            .ThenBy(d => d.Location?.File, StringComparer.Ordinal)
            .ThenBy(d => d.Location?.Line ?? 0)
            .ThenBy(d => d.Location?.Column ?? 0),
    ];

    private static Dictionary<string, string> ProcessVariables()
        => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? string.Empty, StringComparer.Ordinal);
}
