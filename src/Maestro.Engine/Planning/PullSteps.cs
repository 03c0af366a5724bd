using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The pulls of a plan: each image once per ship, however many instances use it.</summary>
internal sealed class PullSteps(MaestroEnvironment environment, PlanBuilder plan)
{
    private readonly Dictionary<(string Ship, string Image), int> _numbers = [];

    /// <returns>The number of the step that pulls the instance's image onto its ship.</returns>
    public int For(Instance instance, string cause)
    {
        var key = (instance.Ship, instance.Image.Full);
        if (!_numbers.TryGetValue(key, out var number))
        {
            number = plan.Add(new PullStep(instance.Image)
            {
                Number = plan.NextNumber,
                Ship = environment.Ship(instance.Ship),
                Cause = cause,
            });
            _numbers.Add(key, number);
        }

        return number;
    }
}
