using System.Text;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>Entries as sentences.</summary>
internal static class AuditText
{
    /// <summary>More names than this make a sentence hard to read.</summary>
    public const int MostNames = 4;

    /// <summary>The sentence with a few names at most, such as <c>alice is starting db-1, web-1.</c></summary>
    public static string Sentence(AuditEntry entry) => Sentence(entry, What(entry));

    /// <summary>The sentence with every name.</summary>
    public static string FullSentence(AuditEntry entry) => Sentence(entry, Names(entry));

    /// <summary>The names, or how many there are when they are many.</summary>
    public static string What(AuditEntry entry) => entry.What.Count > MostNames ? $"{entry.What.Count} containers" : Names(entry);

    public static string Names(AuditEntry entry) => entry.What.Count == 0 ? "nothing" : string.Join(", ", entry.What);

    /// <summary>Takes line breaks and other control characters out, so that nothing in a message passes for a line of its own.</summary>
    public static string OnOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings(" | "))
        {
            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.ToString();
    }

    private static string Sentence(AuditEntry entry, string what) => entry.Event switch
    {
        AuditEvents.Action => $"{entry.Source.User} is {entry.Action.Doing} {what}.",
        AuditEvents.Success => $"{char.ToUpperInvariant(entry.Action.Name[0])}{entry.Action.Name[1..]} of {what} succeeded.",
        _ when entry.Message.Length == 0 => $"Failed to {entry.Action.Verb} {what}!",
        _ => $"Failed to {entry.Action.Verb} {what}! (message: {entry.Message})",
    };
}
