using System.Collections;

namespace Maestro.Engine.Planning;

/// <summary>The needs of a step of which most are those of many other steps too, held once for all of them.</summary>
/// <remarks>Without it two services of a thousand instances each would have a million edges between them.</remarks>
/// <param name="shared">The needs of others too, in ascending order.</param>
/// <param name="own">Those of the step alone, in ascending order; none of them is among the shared ones.</param>
/// <param name="gate">The number of the shared ones as a gate of the plan, from 1; 0 when they are none.</param>
internal sealed class JoinedNeeds(IReadOnlyList<int> shared, IReadOnlyList<int> own, int gate = 0) : IReadOnlyList<int>
{
    /// <summary>The number under which the shared needs are told once; 0 when they are told with each step.</summary>
    public int Gate { get; } = gate;

    public IReadOnlyList<int> Shared { get; } = shared;

    public IReadOnlyList<int> Own { get; } = own;

    public int Count => Shared.Count + Own.Count;

    public int this[int index] => this.ElementAt(index);

    /// <summary>The needs of a step; as they are when there is nothing to join.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> shared, IReadOnlyList<int> own) => (shared, own) switch
    {
        ({ Count: 0 }, _) => own,
        ({ Count: 1 } or JoinedNeeds, { Count: 0 }) => shared,
        (JoinedNeeds joined, _) => new JoinedNeeds(joined.Shared, [.. joined.Own.Concat(own).Order()]),
        _ => new JoinedNeeds(shared, own),
    };

    /// <summary>The lists that the needs of a step are made of; a list that several steps have is the very same one.</summary>
    public static IEnumerable<IReadOnlyList<int>> Lists(IReadOnlyList<int> needs) => needs is JoinedNeeds joined ? [joined.Shared, joined.Own] : [needs];

    /// <summary>All of them, in ascending order.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        var next = 0;
        foreach (var need in Shared)
        {
            for (; next < Own.Count && Own[next] < need; next++)
            {
                yield return Own[next];
            }

            yield return need;
        }

        for (; next < Own.Count; next++)
        {
            yield return Own[next];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
