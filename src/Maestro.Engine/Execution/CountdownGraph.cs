using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>What waits for what, as numbers to count down.</summary>
/// <remarks>
/// The nodes are the steps, from 0 in the order of the plan, and behind them the joins: one for each list of needs that several steps have in
/// common. A join waits for the steps of its list, and those that have the list wait for the join. A join never waits for a join.
/// </remarks>
/// <param name="Unmet">For each node, how many others it waits for.</param>
/// <param name="Dependants">For each node, those that wait for it.</param>
internal sealed record CountdownGraph(int[] Unmet, IReadOnlyList<List<int>> Dependants)
{
    public static CountdownGraph Of(IReadOnlyList<Step> steps)
    {
        var first = steps[0].Number;
        List<int> unmet = [.. steps.Select(_ => 0)];
        List<List<int>> dependants = [.. steps.Select(_ => new List<int>())];
        var joins = new Dictionary<IReadOnlyList<int>, int>(ReferenceEqualityComparer.Instance);
        foreach (var step in steps)
        {
            foreach (var needs in JoinedNeeds.Lists(step.Needs))
            {
                if (needs.Count > 1)
                {
                    Wait(step.Number - first, [JoinOf(needs)]);
                }
                else
                {
                    Wait(step.Number - first, needs.Select(n => n - first));
                }
            }
        }

        return new CountdownGraph([.. unmet], dependants);

        int JoinOf(IReadOnlyList<int> needs)
        {
            if (!joins.TryGetValue(needs, out var join))
            {
                join = dependants.Count;
                joins.Add(needs, join);
                unmet.Add(0);
                dependants.Add([]);
                Wait(join, needs.Select(n => n - first));
            }

            return join;
        }

        void Wait(int node, IEnumerable<int> others)
        {
            foreach (var other in others)
            {
                dependants[other].Add(node);
                unmet[node]++;
            }
        }
    }
}
