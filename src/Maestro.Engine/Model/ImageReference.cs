using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Model;

/// <summary>The name of an image: repository, tag and digest, by Docker's reference grammar.</summary>
public sealed partial record ImageReference
{
    private const string DefaultTag = "latest";
    private const string DefaultDomain = "docker.io";

    /// <summary>How many characters a name may have, without tag and digest.</summary>
    internal const int LongestName = 255;

    private ImageReference(string text, string repository, string? tag, string? digest)
    {
        Text = text;
        Repository = repository;
        ExplicitTag = tag;
        Digest = digest;
    }

    /// <summary>The reference as it stands in the file.</summary>
    public string Text { get; }

    /// <summary>Everything before the tag and the digest, such as <c>registry:5000/team/web</c>.</summary>
    public string Repository { get; }

    /// <summary>The tag as written, or null.</summary>
    public string? ExplicitTag { get; }

    /// <summary>The digest as written, such as <c>sha256:…</c>, or null.</summary>
    public string? Digest { get; }

    /// <summary>The tag; <c>latest</c> when neither a tag nor a digest is written, the digest when only that is.</summary>
    public string Tag => ExplicitTag ?? Digest ?? DefaultTag;

    /// <summary>The reference with its default tag filled in, as an engine lists it: <c>redis:latest</c>, <c>redis@sha256:…</c>.</summary>
    public string Full => Digest is null ? $"{Familiar}:{Tag}" : $"{Familiar}@{Digest}";

    private string Familiar
    {
        get
        {
            var name = Repository.StartsWith(DefaultDomain + "/", StringComparison.Ordinal) ? Repository[(DefaultDomain.Length + 1)..] : Repository;
            return name.StartsWith("library/", StringComparison.Ordinal) ? name["library/".Length..] : name;
        }
    }

    /// <summary>Parses a reference.</summary>
    /// <returns>False when the text is no reference by Docker's grammar.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = null;
        var match = Grammar().Match(text ?? string.Empty);
        if (!match.Success || match.Groups["name"].Length > LongestName || ImageNameMistake.IsId(text!))
        {
            return false;
        }

        reference = new ImageReference(text!, match.Groups["name"].Value, Value("tag"), Value("digest"));
        return true;

        string? Value(string group) => match.Groups[group].Success ? match.Groups[group].Value : null;
    }

    /// <summary>Parses a reference.</summary>
    /// <exception cref="FormatException">The text is no reference.</exception>
    public static ImageReference Parse(string text)
        => TryParse(text, out var reference) ? reference : throw new FormatException($"'{text}' is not an image reference.");

    /// <summary>Equal when both name the same image, however they are written.</summary>
    public bool Equals(ImageReference? other) => other is not null && string.Equals(Full, other.Full, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Full);

    /// <summary>The reference as it stands in the file.</summary>
    public override string ToString() => Text;

    // The grammar of github.com/distribution/reference: domain, path components, tag, digest.
    [GeneratedRegex("""
        \A(?<name>
          (?:(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?=:[0-9]+/)|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?/)?
          [a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*
          (?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*
        )
        (?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?
        (?:@(?<digest>sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
