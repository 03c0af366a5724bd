using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>The checks of a service or an instance, by state, in the order in which they run.</summary>
internal sealed record LifecycleDraft(IReadOnlyDictionary<LifecycleState, IReadOnlyList<CheckDraft>> Checks)
{
    public static LifecycleDraft None { get; } = new(new Dictionary<LifecycleState, IReadOnlyList<CheckDraft>>());

    /// <summary>All checks, each with its state.</summary>
    public IEnumerable<(LifecycleState State, CheckDraft Check)> All => Checks.SelectMany(s => s.Value.Select(c => (s.Key, c)));

    public IReadOnlyList<CheckDraft> Of(LifecycleState state) => Checks.GetValueOrDefault(state) ?? [];

    /// <summary>The checks of a service, and after them these.</summary>
    public LifecycleDraft After(LifecycleDraft service) => new(Checks.Keys.Union(service.Checks.Keys).ToDictionary(
        s => s, s => (IReadOnlyList<CheckDraft>)[.. service.Of(s), .. Of(s)]));

    public Lifecycle ToModel() => Checks.Count == 0
        ? Lifecycle.None
        : new Lifecycle
        {
            PreStart = [.. Of(LifecycleState.PreStart).Select(c => c.Check)],
            Running = [.. Of(LifecycleState.Running).Select(c => c.Check)],
            PreStop = [.. Of(LifecycleState.PreStop).Select(c => c.Check)],
            Stopped = [.. Of(LifecycleState.Stopped).Select(c => c.Check)],
        };
}
