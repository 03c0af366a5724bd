using System.Globalization;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Model;

/// <summary>Tells what keeps a text from being the name of an image, and what would be one.</summary>
internal static partial class ImageNameMistake
{
    public static string Explain(string text)
    {
        if (text.Length == 0)
        {
            return "it is empty";
        }

        if (text.AsSpan().ContainsAny(' ', '\t', '\n'))
        {
            return "it has blanks";
        }

        if (text.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            return $"a registry stands there without '{text[..(scheme + 3)]}'";
        }

        if (IsId(text))
        {
            return "64 hexadecimal digits are the id of an image, not its name";
        }

        var (name, tag, digest) = Split(text);
        return ExplainDigest(digest) ?? ExplainTag(tag) ?? ExplainName(name, text);
    }

    /// <summary>Whether a text is the id of an image, which no name may look like.</summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    private static (string Name, string? Tag, string? Digest) Split(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (rest, digest) = at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        var colon = rest.LastIndexOf(':');
        return colon < 0 || rest[colon..].Contains('/', StringComparison.Ordinal) ? (rest, null, digest) : (rest[..colon], rest[(colon + 1)..], digest);
    }

    private static string? ExplainDigest(string? digest)
        => digest is null || ImageReference.TryParse($"a@{digest}", out _) ? null
            : $"the digest '{digest}' is not 'sha256:' with 64 lower-case hexadecimal digits";

    private static string? ExplainTag(string? tag)
        => tag is null || ImageReference.TryParse($"a:{tag}", out _) ? null
            : $"a tag has letters, digits, '_', '.' and '-', at most 128, and does not begin with '.' or '-'; '{tag}' is none";

    private static string ExplainName(string name, string text)
    {
        if (name.Length > ImageReference.LongestName)
        {
            return string.Create(CultureInfo.InvariantCulture, $"a name has at most {ImageReference.LongestName} characters, and this one has {name.Length}");
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && name[..slash].IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !name[(colon + 1)..slash].All(char.IsAsciiDigit))
        {
            return $"the port '{name[(colon + 1)..slash]}' is no number";
        }

        var lower = name.Length == 0 ? text : text.Replace(name, name.ToLowerInvariant(), StringComparison.Ordinal);
        return name.Any(char.IsUpper) && ImageReference.TryParse(lower, out _)
            ? $"names are written in lower case, such as '{lower}'"
            : "the parts of a name have lower-case letters and digits, with '.', '_', '__' or '-' between them, and '/' between the parts";
    }

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Id();
}
