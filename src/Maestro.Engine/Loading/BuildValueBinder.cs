using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads the values that a build is given: arguments of a Dockerfile, properties of a project.</summary>
internal static partial class BuildValueBinder
{
    private const string ArgsExpected = "a mapping of arguments, such as {VERSION: 1.2}, or a list such as [VERSION=1.2]";

    // What Maestro says itself: where the image goes, and what it is called.
    private static readonly HashSet<string> Own = new(
        ["Configuration", "ArtifactsPath", "ContainerArchiveOutputPath", "ContainerRepository", "ContainerImageName", "ContainerImageTag", "ContainerImageTags", "ContainerRegistry"],
        StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyDictionary<string, string> Args(BoundNode args)
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        if (args.Node is not YamlSequence)
        {
            return Texts(args, ArgsExpected, (name, place) => CheckName(name, place, "an argument"));
        }

        foreach (var (text, place) in NameBinder.Each(args, ArgsExpected))
        {
            if (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                bound[text[..equals]] = text[(equals + 1)..];
            }
            else
            {
                place.Error(DiagnosticCodes.InvalidValue, $"Expected an argument with its value, such as VERSION=1.2; found {place.Describe()}.");
            }
        }

        return bound;
    }

    public static IReadOnlyDictionary<string, string> Properties(BoundNode properties)
        => Texts(properties, "a mapping of properties, such as {ContainerBaseImage: registry:5000/dotnet:10}", CheckProperty);

    private static Dictionary<string, string> Texts(BoundNode node, string expected, Action<string, BoundNode> check)
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in (node.Entries(expected) ?? []).Where(e => !e.IsNull))
        {
            check(entry.Name, entry);
            if (entry.Text("text") is { } text)
            {
                bound[entry.Name] = text;
            }
        }

        return bound;
    }

    private static void CheckProperty(string name, BoundNode place)
    {
        CheckName(name, place, "a property");
        if (Own.Contains(name))
        {
            place.ErrorAtKey(DiagnosticCodes.InvalidValue, name.Equals("Configuration", StringComparison.OrdinalIgnoreCase)
                ? "The configuration has a field of its own: write 'configuration' beside 'project'."
                : $"Maestro sets '{name}' itself: what the image is called is said by 'image'.");
        }
    }

    private static void CheckName(string name, BoundNode place, string what)
    {
        if (!Name().IsMatch(name))
        {
            place.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{name}' cannot be the name of {what}: letters, digits, '_', '.' and '-', the first a letter or '_'.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
