using Maestro.Engine.Graph;

namespace Maestro.Engine.Planning;

/// <summary>For each point of the order, the steps that must be done before something beyond it may be worked on.</summary>
/// <remarks>
/// A step that itself waits for what lies behind hides it: waiting for that step is enough. Where there is none, because nothing is
/// selected or needs work, what lies behind counts too, so that the order holds across the gap.
/// </remarks>
/// <param name="order">What a node leads to goes before it. Nodes are passed in that order.</param>
internal sealed class StepGates(DirectedGraph<OrderNode> order)
{
    private readonly Dictionary<OrderNode, Gate> _gates = [];

    /// <summary>The steps that come before any step of the given instance.</summary>
    public IReadOnlyList<int> Before(OrderNode instance)
    {
        return Union([.. order.SuccessorsOf(instance).Select(n => _gates[n].Steps)]);
    }

    /// <summary>Passes an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="steps">Its last steps.</param>
    /// <param name="hides">Whether one of them comes after all that lies behind the instance.</param>
    public void Pass(OrderNode instance, IReadOnlyList<int> steps, bool hides)
    {
        if (hides)
        {
            _gates.Add(instance, new Gate(steps, steps, true));
            return;
        }

        // The way to the rest of its service is the same for all of its instances, and counted once.
        var own = Union(steps.Concat(order.SuccessorsOf(instance).Where(n => n.Instance is not null).SelectMany(n => _gates[n].Steps)));
        _gates.Add(instance, new Gate(steps.Count == 0 ? Before(instance) : Union(steps.Concat(Before(instance))), own, false));
    }

    /// <summary>Passes an end of a service.</summary>
    public void PassEnd(OrderNode end)
    {
        List<OrderNode> behind = [.. order.SuccessorsOf(end)];
        var hidden = behind.Any(n => n.Instance is not null && _gates[n].Hides);
        var steps = Union([.. behind
            .Where(n => n.Instance is not null || n.Service != end.Service || !hidden)
            .Select(n => n.Instance is null ? _gates[n].Steps : _gates[n].Own)]);
        _gates.Add(end, new Gate(steps, steps, false));
    }

    private static IReadOnlyList<int> Union(IEnumerable<int> steps) => [.. steps.Distinct().Order()];

    // Lists are handed on as they are where possible, so that all who wait for the same steps have the same list.
    private static IReadOnlyList<int> Union(IReadOnlyList<IReadOnlyList<int>> lists)
    {
        List<IReadOnlyList<int>> filled = [.. lists.Where(l => l.Count > 0).Distinct<IReadOnlyList<int>>(ReferenceEqualityComparer.Instance)];
        return filled.Count switch { 0 => [], 1 => filled[0], _ => Union(filled.SelectMany(l => l)) };
    }

    /// <summary>What has gathered at a node.</summary>
    /// <param name="Steps">All that must be done before what lies beyond it.</param>
    /// <param name="Own">Of these, those that do not come by way of the other end of the service.</param>
    /// <param name="Hides">Whether waiting for them is waiting for all that lies behind.</param>
    private sealed record Gate(IReadOnlyList<int> Steps, IReadOnlyList<int> Own, bool Hides);
}
