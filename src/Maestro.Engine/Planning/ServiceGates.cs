namespace Maestro.Engine.Planning;

/// <summary>For each service, the steps that must be done before a neighbour of it may be worked on.</summary>
/// <remarks>
/// A service with a step that itself waits for what lies behind the service hides it: waiting for that step is enough. Where there is none,
/// because nothing is selected or needs work, what lies behind counts too, so that the order holds across the gap.
/// </remarks>
internal sealed class ServiceGates(Func<string, IEnumerable<string>> behind)
{
    private readonly Dictionary<string, IReadOnlyList<int>> _gates = new(StringComparer.Ordinal);

    /// <summary>Records the last steps of a service's instances. Services are recorded in order, those that come first first.</summary>
    /// <param name="service">The service.</param>
    /// <param name="steps">Their numbers.</param>
    /// <param name="hides">Whether one of the steps comes after all that lies behind the service.</param>
    public void Record(string service, IReadOnlyList<int> steps, bool hides)
        => _gates.Add(service, hides ? steps : [.. steps.Union(Before(service)).Order()]);

    /// <summary>The steps that come before any step of the given service.</summary>
    public IReadOnlyList<int> Before(string service)
    {
        var steps = new SortedSet<int>();
        foreach (var neighbour in behind(service))
        {
            steps.UnionWith(_gates[neighbour]);
        }

        return [.. steps];
    }
}
