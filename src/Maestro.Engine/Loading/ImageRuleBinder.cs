using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads which variant of an image is wanted, and when it is pulled.</summary>
internal static partial class ImageRuleBinder
{
    private static readonly Dictionary<string, PullPolicy> Policies = Enum.GetValues<PullPolicy>().ToDictionary(p => p.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>The words for the policies, as the file has them.</summary>
    public static IReadOnlyList<string> PolicyWords { get; } = [.. Policies.Keys];

    /// <summary>Reads a platform; empty leaves the engine's own.</summary>
    public static string? Platform(BoundNode platform)
    {
        const string Expected = "an operating system and an architecture, such as linux/arm64 or linux/arm/v7";
        if (platform.Text(Expected) is not { } text)
        {
            return null;
        }

        if (text.Length > 0 && !PlatformText().IsMatch(text))
        {
            platform.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {platform.Describe()}.");
        }

        return text.ToLowerInvariant();
    }

    public static PullPolicy? PullPolicy(BoundNode policy)
    {
        const string Expected = "'missing', 'always' or 'never'";
        if (policy.Text(Expected) is not { } text)
        {
            return null;
        }

        if (Policies.TryGetValue(text, out var known))
        {
            return known;
        }

        policy.Error(DiagnosticCodes.InvalidValue, $"'{text}' is no pull policy{NearMiss.Hint(text, PolicyWords, $"; expected {Expected}.")}");
        return null;
    }

    [GeneratedRegex(@"\A[a-z0-9]+/[a-z0-9_]+(/[a-z0-9.]+)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PlatformText();
}
