namespace Maestro.Engine.Templates;

/// <summary>What a template can use besides its own text.</summary>
internal sealed record TemplateSettings
{
    /// <summary>What <c>env</c> holds.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Names with texts, as given by <c>--set</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether what is undefined prints as nothing; a file can say so for itself.</summary>
    public bool IsLenient { get; init; }

    /// <summary>Filters and functions besides the built-in ones.</summary>
    public TemplateExtensions Extensions { get; init; } = TemplateExtensions.None;

    /// <summary>Whether the rendered text remembers which variables its parts were made of.</summary>
    public bool TracesVariables { get; init; }

    /// <summary>Ends the rendering.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Reads the files that the template brings in; there are none by default.</summary>
    public TemplateFileReader Files { get; init; } = name => new TemplateFile(name, $"There is no file '{name}'.", Diagnostics.DiagnosticCodes.TemplateFileNotFound);
}
