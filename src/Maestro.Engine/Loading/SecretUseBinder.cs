using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>A secret that a container finds in a variable.</summary>
internal sealed record SecretUse(string Variable, Reference Secret);

/// <summary>Reads which secrets a container gets: a mapping of variables to secrets, or names of secrets, whose variables are the names in capitals.</summary>
internal static class SecretUseBinder
{
    private const string Expected = "a mapping of variables to secrets such as {DB_PASSWORD: db_password}, or a list of secrets";

    public static IReadOnlyList<SecretUse> Bind(BoundNode secrets, IReadOnlySet<string> overridden)
    {
        List<SecretUse> uses = secrets.Node is YamlMapping
            ? [.. secrets.Entries(Expected)!.Select(e => e.Text("the name of a secret") is { } name ? new SecretUse(e.Name, new Reference(name, e)) : null).OfType<SecretUse>()]
            : [.. NameBinder.Each(secrets, Expected).Select(n => new SecretUse(Variable(n.Text), new Reference(n.Text, n.Place)))];
        foreach (var use in uses.Where(u => overridden.Contains(u.Variable) || u.Variable.Length == 0 || u.Variable.Contains('=', StringComparison.Ordinal)))
        {
            use.Secret.Place.ErrorAtKey(DiagnosticCodes.InvalidValue, overridden.Contains(use.Variable)
                ? $"'{use.Variable}' is set by Maestro itself; hand the secret over in another variable."
                : "The name of a variable cannot be empty or contain '='.");
        }

        return [.. uses.DistinctBy(u => u.Variable)];
    }

    private static string Variable(string secret) => string.Concat(secret.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
