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
    public static string Describe(Step failed, Plan plan, IReadOnlyList<IReadOnlyList<int>> dependants)
    {
        var levels = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { failed.Subject };
        var first = failed.Number - plan.Steps[0].Number;
        HashSet<int> visited = [first];
        List<int> level = [first];
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
