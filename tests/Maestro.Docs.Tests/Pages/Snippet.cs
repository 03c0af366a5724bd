namespace Maestro.Docs.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, from the folder of the repository.</param>
/// <param name="Line">The number of its first line of text.</param>
/// <param name="Language">What stands behind the opening fence.</param>
/// <param name="Text">What is between the fences.</param>
/// <param name="Mark">The HTML comment above it, which readers do not see; empty without one.</param>
internal sealed record Snippet(string Page, int Line, string Language, string Text, string Mark)
{
    private const string Inside = "inside:";
    private const string Place = "...";

    public string Name => $"{Page}:{Line}";

    /// <summary>The file that it is a part of; null when it stands for itself.</summary>
    public string? File => Mark.StartsWith("from ", StringComparison.Ordinal) ? Mark["from ".Length..].Trim() : null;

    /// <summary>Whether it is laid over the block before it.</summary>
    public bool IsOverlay => Mark == "over";

    /// <summary>Its text in the place that its mark gives it, on the lines that it has in the page.</summary>
    public string InItsPlace()
    {
        var around = Mark.StartsWith(Inside, StringComparison.Ordinal) ? Mark[Inside.Length..].Trim('\n').Split('\n') : [Place];
        var place = Array.FindIndex(around, l => l.Trim() == Place);
        if (place < 0)
        {
            throw new InvalidOperationException($"{Name}: The comment above has no line '{Place}' for the snippet to stand in.");
        }

        var indentation = around[place][..around[place].IndexOf(Place, StringComparison.Ordinal)];
        var lines = Text.TrimEnd('\n').Split('\n').Select(l => l.Length == 0 ? l : indentation + l);
        var above = Enumerable.Repeat(string.Empty, Line - 1 - place);
        return string.Join('\n', [.. above, .. around[..place], .. lines, .. around[(place + 1)..], string.Empty]);
    }
}
