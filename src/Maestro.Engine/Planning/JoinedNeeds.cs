using System.Collections;

namespace Maestro.Engine.Planning;

/// <summary>The needs of a step of which most are those of many other steps too, held once for all of them.</summary>
/// <remarks>Without it two services of a thousand instances each would have a million edges between them.</remarks>
/// <param name="shared">The needs of others too, in ascending order.</param>
/// <param name="own">Those of the step alone, in ascending order; none of them is among the shared ones.</param>
internal sealed class JoinedNeeds(IReadOnlyList<int> shared, IReadOnlyList<int> own) : IReadOnlyList<int>
{
    public IReadOnlyList<int> Shared { get; } = shared;

    public IReadOnlyList<int> Own { get; } = own;

    public int Count => Shared.Count + Own.Count;

    public int this[int index] => this.ElementAt(index);

    /// <summary>The needs of a step; as they are when there is nothing to join.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> shared, IReadOnlyList<int> own) => (shared.Count, own.Count) switch
    {
        (0, _) => own,
        (1, 0) => shared,
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
