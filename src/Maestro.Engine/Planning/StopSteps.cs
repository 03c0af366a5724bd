using Maestro.Engine.Graph;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The steps that take instances down: what requires others goes down before them.</summary>
internal sealed class StopSteps(MaestroEnvironment environment, Play play, DependencyGraph graph, PlanBuilder plan)
{
    private readonly DirectedGraph<OrderNode> _order = graph.Backward();

    /// <summary>The instances in the order in which they go down.</summary>
    public IEnumerable<Instance> InOrder => _order.SuccessorsFirst().Select(n => n.Instance).OfType<Instance>();

    /// <summary>Adds the steps.</summary>
    /// <param name="causeOf">Why an instance goes down; null for one that does not.</param>
    /// <param name="first">Steps that come before anything goes down.</param>
    /// <returns>The number of the step that takes an instance down.</returns>
    public IReadOnlyDictionary<Instance, int> Add(Func<Instance, string?> causeOf, IReadOnlyList<int> first)
    {
        var numbers = new Dictionary<Instance, int>(ReferenceEqualityComparer.Instance);
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
                steps = [numbers[instance]];
            }

            gates.Pass(node, steps, hides: steps.Count > 0);
        }

        return numbers;
    }

    private int Add(Instance instance, string cause, IReadOnlyList<int> needs)
    {
        var (number, ship) = (plan.NextNumber, environment.Ship(instance.Ship));
        return plan.Add(play.Kind == PlayKind.Kill
            ? new KillStep(instance) { Number = number, Ship = ship, Cause = cause, Needs = needs }
            : new StopStep(instance) { Number = number, Ship = ship, Cause = cause, Needs = needs });
    }
}
