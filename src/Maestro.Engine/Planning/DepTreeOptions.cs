using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>How to show what depends on what.</summary>
public sealed record DepTreeOptions
{
    /// <summary>How it is written; text by default.</summary>
    public DepTreeFormat Format { get; init; }

    /// <summary>Whether the text repeats what it has shown already below the same service; false by default.</summary>
    public bool Recursive { get; init; }

    /// <summary>A format by its name, in any case; text for no name.</summary>
    /// <param name="text">text, dot, mermaid or svg.</param>
    /// <exception cref="MaestroException">It is none of these.</exception>
    public static DepTreeFormat ParseFormat(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return DepTreeFormat.Text;
        }

        return Enum.TryParse<DepTreeFormat>(text.Trim(), ignoreCase: true, out var format) && Enum.IsDefined(format) && !char.IsAsciiDigit(text.Trim()[0])
            ? format
            : throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, $"'{text}' is no format of a dependency tree: 'text', 'dot', 'mermaid' or 'svg'."));
    }
}
