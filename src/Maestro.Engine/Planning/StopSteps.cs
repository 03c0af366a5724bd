using Maestro.Engine.Graph;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The steps that take instances down: what requires others goes down before them.</summary>
internal sealed class StopSteps(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    private readonly DirectedGraph<OrderNode> _order = graph.Backward();
    private readonly CheckSteps _checks = new(environment, plan);

    /// <summary>The instances in the order in which they go down.</summary>
    public IEnumerable<Instance> InOrder => _order.SuccessorsFirst().Select(n => n.Instance).OfType<Instance>();

    /// <summary>Adds the steps.</summary>
    /// <param name="causeOf">Why an instance goes down; null for one that does not.</param>
    /// <param name="first">Steps that come before anything goes down.</param>
    /// <returns>The steps that take an instance down.</returns>
    public IReadOnlyDictionary<Instance, Span> Add(Func<Instance, string?> causeOf, IReadOnlyList<int> first)
    {
        var numbers = new Dictionary<Instance, Span>(ReferenceEqualityComparer.Instance);
        var gates = new StepGates(_order);
        foreach (var node in _order.SuccessorsFirst())
        {
            if (node.Instance is not { } instance)
            {
                gates.PassEnd(node);
                continue;
            }

            IReadOnlyList<int> steps = [];
            if (causeOf(instance) is { } cause)
            {
                IReadOnlyList<int> before = play.IgnoreDependencies ? [] : gates.Before(node);
                numbers[instance] = Add(instance, cause, before.Count == 0 ? first : before);
                steps = [numbers[instance].Last];
            }

            gates.Pass(node, steps, hides: steps.Count > 0);
        }

        return numbers;
    }

    private Span Add(Instance instance, string cause, IReadOnlyList<int> needs)
    {
        var first = plan.NextNumber;
        var ship = environment.Ship(instance.Ship);
        var stop = play.Kind == PlayKind.Kill
            ? plan.Add(new KillStep(instance) { Number = first, Ship = ship, Cause = cause, Needs = needs })
            : plan.Add(new StopStep(instance) { Needs = _checks.Add(instance, LifecycleState.PreStop, cause, needs), Number = plan.NextNumber, Ship = ship, Cause = cause });
        return new Span(first, _checks.Add(instance, LifecycleState.Stopped, "it has just stopped", [stop])[0]);
    }

    /// <summary>The steps that take one instance down.</summary>
    /// <param name="First">The number of the first one.</param>
    /// <param name="Last">The number of the one after which it is down.</param>
    internal readonly record struct Span(int First, int Last);
}
