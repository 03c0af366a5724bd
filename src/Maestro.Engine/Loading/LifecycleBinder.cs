using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads the lists of checks of a lifecycle.</summary>
internal static class LifecycleBinder
{
    private const string Expected = "a list of checks such as [{type: tcp, port: http}]";

    public static LifecycleDraft Bind(BoundNode lifecycle)
    {
        if (Section.Open(lifecycle, FieldTables.Lifecycle, DiagnosticCodes.InvalidCheck) is not { } section)
        {
            return LifecycleDraft.None;
        }

        var checks = new Dictionary<LifecycleState, IReadOnlyList<CheckDraft>>();
        foreach (var state in Enum.GetValues<LifecycleState>())
        {
            if (section[LifecycleStates.Word(state)]?.Items(Expected, DiagnosticCodes.InvalidCheck) is { } items)
            {
                checks[state] = [.. items.Select(item => CheckBinder.Bind(item, state)).OfType<CheckDraft>()];
            }
        }

        return new LifecycleDraft(checks);
    }
}
