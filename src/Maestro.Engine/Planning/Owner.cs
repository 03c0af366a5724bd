using System.Globalization;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Whose a container, a network or a volume is, as its labels say: an environment's, or a copy's of one.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="Run">The copy's name; null for the environment itself.</param>
internal sealed record Owner(string Environment, string? Run = null)
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public bool IsCopy => Run is not null;

    public static Owner Of(MaestroEnvironment environment) => new(environment.Name, environment.Run);

    /// <summary>Null when it is none of Maestro's.</summary>
    public static Owner? Of(IReadOnlyDictionary<string, string> labels)
        => labels.TryGetValue(ContainerLabels.Environment, out var environment) ? new Owner(environment, labels.GetValueOrDefault(ContainerLabels.Run)) : null;

    /// <summary>When a copy may be swept; null when the labels do not say.</summary>
    public static DateTimeOffset? ExpiryOf(IReadOnlyDictionary<string, string> labels)
        => labels.TryGetValue(ContainerLabels.Expires, out var text)
            && DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var expires)
            ? expires : null;

    /// <summary>The labels that say it.</summary>
    /// <param name="expires">When a copy may be swept.</param>
    public IEnumerable<KeyValuePair<string, string>> Labels(DateTimeOffset expires)
    {
        yield return KeyValuePair.Create(ContainerLabels.Environment, Environment);
        if (Run is not null)
        {
            yield return KeyValuePair.Create(ContainerLabels.Run, Run);
            yield return KeyValuePair.Create(ContainerLabels.Expires, expires.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>In a sentence: <c>the environment 'shop'</c>, <c>the copy 'ci-7' of the environment 'shop'</c>.</summary>
    public override string ToString() => Run is null ? $"the environment '{Environment}'" : $"the copy '{Run}' of the environment '{Environment}'";

    /// <summary>In few words: <c>shop</c>, <c>copy ci-7 of shop</c>.</summary>
    public string Short => Run is null ? Environment : $"copy {Run} of {Environment}";
}
