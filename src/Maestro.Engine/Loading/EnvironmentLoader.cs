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
    private readonly IReadOnlyDictionary<string, string> _variables = environmentVariables ?? ProcessVariables.Read();

    /// <summary>Remembers where values come from; null when nobody wants to know.</summary>
    public OriginTrail? Origins { get; init; }

    /// <summary>Loads a file.</summary>
    /// <param name="file">Its path; <c>-</c> for standard input.</param>
    /// <param name="cancellation">Ends the loading at once.</param>
    /// <exception cref="MaestroException">The file is wrong; all its mistakes are in the exception, in the order of the file.</exception>
    public MaestroEnvironment Load(string file, CancellationToken cancellation = default) => Load([file], cancellation);

    /// <summary>Loads a file with others laid over it, the later ones on top.</summary>
    /// <param name="files">Their paths; <c>-</c> for standard input.</param>
    /// <param name="cancellation">Ends the loading at once.</param>
    /// <exception cref="MaestroException">A file is wrong, or all of them together; all mistakes are in the exception, in the order of the files.</exception>
    public MaestroEnvironment Load(IReadOnlyList<string> files, CancellationToken cancellation = default)
    {
        RefuseSecondInput(files);
        var diagnostics = new DiagnosticBag();
        var draft = Read(files, diagnostics, cancellation) is { } tree ? Bind(tree, diagnostics, cancellation) : null;
        if (draft is not null)
        {
            new EnvironmentValidator(draft).Validate();
        }

        var sorted = Mask(draft).Mask(InOrderOfFiles(diagnostics.Diagnostics, files));
        if (draft is null || diagnostics.HasErrors)
        {
            throw new MaestroException(sorted);
        }

        return Build(draft, files[0], sorted);
    }

    private static void RefuseSecondInput(IReadOnlyList<string> files)
    {
        if (files.Count(f => f == EnvironmentFile.StandardInput) > 1)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, "Standard input is given twice as environment file; it can be read once."));
        }
    }

    private YamlMapping? Read(IReadOnlyList<string> files, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var templates = new TemplateSettings
        {
            Environment = _variables,
            Variables = template?.Variables ?? new Dictionary<string, string>(),
            IsLenient = template?.IsLenient ?? false,
            Extensions = template?.Extensions ?? TemplateExtensions.None,
            TracesVariables = Origins is not null,
            Cancellation = cancellation,
        };
        var stated = new StatedSchema();
        List<YamlMapping?> trees = [.. files
            .Select(f => EnvironmentFile.Read(f, workingDirectory ?? Directory.GetCurrentDirectory(), standardInput ?? Console.In, cancellation))
            .Select(f => new FileTree(f, templates, stated, diagnostics) { Origins = Origins }.Read())];
        return trees.Contains(null) ? null : trees.Aggregate((below, above) => YamlMerge.Over(below!, above!));
    }

    private EnvironmentDraft Bind(YamlMapping tree, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var binder = new EnvironmentBinder(_variables, machineAddress ?? MachineAddress.Find);
        return binder.Bind(tree, new BindingContext(diagnostics) { Cancellation = cancellation }) with { Origins = Origins?.Of(tree) ?? [] };
    }

    private static SecretMask Mask(EnvironmentDraft? draft)
        => new(draft is null ? [] : draft.Secrets.Select(s => s.Value).Concat(draft.Registries.Select(r => r.Model.Password)).Concat(draft.Auditors.Select(a => a.Token)).OfType<SecretValue>());

    private static MaestroEnvironment Build(EnvironmentDraft draft, string file, IReadOnlyList<Diagnostic> warnings)
    {
        var ships = draft.Ships.ToDictionary(s => s.Name, s => s.Model!, StringComparer.Ordinal);
        return new MaestroEnvironment(draft.Name!, file, [.. ships.Values], [.. draft.Services.Select(s => s.ToModel(ships))], warnings)
        {
            Networks = [.. draft.Networks.Select(n => n.ToModel(draft.Name!))],
            Registries = [.. draft.Registries.Select(r => r.Model.With(draft.Secrets))],
            Secrets = draft.Secrets,
            Auditors = draft.Auditors,
            Origins = draft.Origins,
        };
    }

    // The files in their order, then those that they include.
    private static IReadOnlyList<Diagnostic> InOrderOfFiles(IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<string> files)
    {
        List<string> order = [.. files];
        return
        [
            .. diagnostics
                .OrderBy(d => d.Location is null ? 0 : (uint)order.IndexOf(d.Location.File))
                .ThenBy(d => d.Location?.File, StringComparer.Ordinal)
                .ThenBy(d => d.Location?.Line ?? 0)
                .ThenBy(d => d.Location?.Column ?? 0),
        ];
    }
}
