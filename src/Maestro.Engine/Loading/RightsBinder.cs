using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Reads capabilities and security options.</summary>
internal static partial class RightsBinder
{
    public static IReadOnlyList<string> Capabilities(BoundNode capabilities)
    {
        const string Expected = "a Linux capability such as NET_ADMIN, or a list of them";
        var bound = new List<string>();
        foreach (var (name, place) in NameBinder.Each(capabilities, Expected))
        {
            if (!Capability().IsMatch(name))
            {
                place.Error(DiagnosticCodes.InvalidValue, $"Expected {Expected}; found {place.Describe()}.");
            }

            bound.Add(name);
        }

        return bound;
    }

    public static IReadOnlyList<string> SecurityOptions(BoundNode options)
    {
        const string Expected = "a list of security options, such as ['no-new-privileges']";
        return [.. (options.Items(Expected) ?? []).Select(o => o.Text("a security option")).OfType<string>()];
    }

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Capability();
}
