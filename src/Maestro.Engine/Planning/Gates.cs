namespace Maestro.Engine.Planning;

/// <summary>Gives a number to what several steps wait for, so that it can be told once.</summary>
internal static class Gates
{
    /// <returns>The steps; needs that several of them have in common know the number of their gate.</returns>
    public static IReadOnlyList<Step> Number(IReadOnlyList<Step> steps)
    {
        var users = new Dictionary<IReadOnlyList<int>, int>(ReferenceEqualityComparer.Instance);
        foreach (var shared in steps.Select(s => Shared(s.Needs)).Where(n => n.Count > 1))
        {
            users[shared] = users.GetValueOrDefault(shared) + 1;
        }

        var numbers = new Dictionary<IReadOnlyList<int>, int>(ReferenceEqualityComparer.Instance);
        return [.. steps.Select(s => users.GetValueOrDefault(Shared(s.Needs)) > 1 ? Numbered(s, numbers) : s)];
    }

    private static Step Numbered(Step step, Dictionary<IReadOnlyList<int>, int> numbers)
    {
        var shared = Shared(step.Needs);
        if (!numbers.TryGetValue(shared, out var number))
        {
            number = numbers.Count + 1;
            numbers.Add(shared, number);
        }

        return step with { Needs = new JoinedNeeds(shared, (step.Needs as JoinedNeeds)?.Own ?? [], number) };
    }

    private static IReadOnlyList<int> Shared(IReadOnlyList<int> needs) => needs is JoinedNeeds joined ? joined.Shared : needs;
}
