using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Names the instances that a failed step keeps from being worked on: first those that need it, then those that need these.</summary>
internal static class Blockage
{
    private const int MostNames = 5;
    private const int MostLevels = 4;

    /// <summary>A sentence that begins with a blank; empty when nothing is blocked.</summary>
    /// <param name="failed">The step.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="dependants">For each step, and each join behind the steps, the indexes of those that need it.</param>
    public static string Describe(Step failed, Plan plan, IReadOnlyList<IReadOnlyList<int>> dependants) => Describe([failed], plan, dependants);

    /// <summary>A sentence about the instances of a ship that did not answer, and one about what they block; each begins with a blank.</summary>
    /// <param name="steps">All steps of the ship.</param>
    public static string DescribeUnreached(IReadOnlyList<Step> steps, Plan plan, IReadOnlyList<IReadOnlyList<int>> dependants)
    {
        List<string> instances = [.. steps.Select(s => s.Instance?.Name).OfType<string>().Distinct()];
        return $"{(instances.Count == 0 ? string.Empty : $" Not reached: {Join(instances)}.")}{Describe(steps, plan, dependants)}";
    }

    private static string Describe(IReadOnlyList<Step> failed, Plan plan, IReadOnlyList<IReadOnlyList<int>> dependants)
    {
        var levels = new List<string>();
        var seen = failed.Select(s => s.Subject).ToHashSet(StringComparer.Ordinal);
        List<int> level = [.. failed.Select(s => s.Number - plan.Steps[0].Number)];
        HashSet<int> visited = [.. level];
        while (level.Count > 0)
        {
            var next = new SortedSet<int>();
            var names = new List<string>();
            Follow(level, next, names);
            if (names.Count > 0)
            {
                levels.Add(Join(names));
            }

            level = [.. next];
        }

        return levels.Count == 0 ? string.Empty : $" Blocked by it: {Chain(levels)}.";

        // Further steps of an instance that is named already lie on the same level.
        void Follow(List<int> from, SortedSet<int> next, List<string> names)
        {
            var pending = new Queue<int>(from);
            while (pending.TryDequeue(out var index))
            {
                foreach (var dependant in dependants[index].Order().Where(visited.Add))
                {
                    // Behind the steps come joins, which only pass on.
                    if (dependant < plan.Steps.Count && plan.Steps[dependant] is { Instance: { } instance } && seen.Add(instance.Name))
                    {
                        names.Add(instance.Name);
                        next.Add(dependant);
                    }
                    else
                    {
                        pending.Enqueue(dependant);
                    }
                }
            }
        }
    }

    private static string Join(List<string> names)
        => names.Count <= MostNames ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";

    private static string Chain(List<string> levels)
        => levels.Count <= MostLevels ? string.Join(", then ", levels) : $"{string.Join(", then ", levels.Take(MostLevels))}, then still others";
}
