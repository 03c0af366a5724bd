using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>A play as users see it: its name, what it does, an example, its options.</summary>
public sealed record PlayDescription
{
    internal PlayDescription(PlayKind kind, string summary, string example, IReadOnlyList<PlayOption> options)
        => (Kind, Summary, Example, Options) = (kind, summary, example, options);

    /// <summary>The play.</summary>
    public PlayKind Kind { get; }

    /// <summary>What it does, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>A line for the tool.</summary>
    public string Example { get; }

    /// <summary>What it takes beside the things to act on.</summary>
    public IReadOnlyList<PlayOption> Options { get; }

    /// <summary>Whether it takes things to act on.</summary>
    public bool TakesThings => Kind != PlayKind.Validate;
}
