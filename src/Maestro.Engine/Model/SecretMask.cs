using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>Takes secrets out of what is shown. The one place that does: everything that leaves the engine passes here.</summary>
internal sealed class SecretMask
{
    /// <summary>Shorter texts are too common: hiding them would hide other things and tell where the secret is.</summary>
    private const int ShortestHidden = 4;

    private readonly List<string> _values;

    public SecretMask(IEnumerable<SecretValue> secrets)
        => _values = [.. secrets.SelectMany(s => Forms(s.Reveal())).Where(v => v.Length >= ShortestHidden).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length)];

    public static SecretMask For(MaestroEnvironment environment)
        => new(environment.Secrets.Select(s => s.Value).Concat(environment.Ships.Select(KeyPassword)).Concat(environment.Registries.Select(r => r.Password)).Concat(environment.Auditors.Select(a => a.Token)).OfType<SecretValue>());

    /// <summary>What is hidden, each line of a text of several by itself as well.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Whether there is nothing to hide.</summary>
    public bool IsEmpty => _values.Count == 0;

    public string Mask(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, SecretValue.Hidden, StringComparison.Ordinal);
        }

        return text;
    }

    public Diagnostic Mask(Diagnostic diagnostic) => diagnostic with
    {
        Message = Mask(diagnostic.Message),
        Path = diagnostic.Path is { } path ? Mask(path) : null,
    };

    public IReadOnlyList<Diagnostic> Mask(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(Mask)];

    private static SecretValue? KeyPassword(Ship ship) => ship.Endpoint switch
    {
        TcpEndpoint tcp => tcp.Tls?.KeyPassword?.Value,
        SshEndpoint ssh => ssh.Tls?.KeyPassword?.Value,
        _ => null,
    };

    // A log shows a value of several lines line by line.
    private static IEnumerable<string> Forms(string value) => value.Split('\n').Select(l => l.Trim()).Append(value).Append(value.Trim());
}
