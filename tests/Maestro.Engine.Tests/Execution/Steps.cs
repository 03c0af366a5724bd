using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Plans written by hand, to see what the executor makes of them.</summary>
internal sealed class Steps
{
    private readonly List<Step> _steps = [];

    public Steps Start(string instance, params int[] needs) => Start(instance, Env.DefaultShip, needs);

    public Steps Start(string instance, string ship, params int[] needs) => Add(new StartStep(Instance(instance, ship), null, Reuse: false)
    {
        Number = _steps.Count + 1,
        Ship = Env.Ship(ship),
        Cause = "no container",
        Needs = needs,
    });

    /// <summary>A start with more to it, such as a delay.</summary>
    public Steps Start(string instance, Func<StartStep, StartStep> change, params int[] needs)
    {
        Start(instance, needs);
        _steps[^1] = change((StartStep)_steps[^1]);
        return this;
    }

    public Steps Check(string instance, params int[] needs) => Add(new CheckStep(Instance(instance, Env.DefaultShip))
    {
        Number = _steps.Count + 1,
        Ship = Env.Ship(),
        Cause = "it has just started",
        Needs = needs,
    });

    public Steps Pull(string image, params int[] needs) => Add(new PullStep(ImageReference.Parse(image))
    {
        Number = _steps.Count + 1,
        Ship = Env.Ship(),
        Cause = "image is not there",
        Needs = needs,
    });

    public Plan Plan(Play? play = null) => new()
    {
        Environment = Env.Of().Build(),
        Play = play ?? new Play(PlayKind.Start),
        Standings = [],
        Steps = _steps,
    };

    private static Instance Instance(string name, string ship)
        => new() { Name = name, Service = "service", Ship = ship, Image = ImageReference.Parse("fleet/web:1") };

    private Steps Add(Step step)
    {
        _steps.Add(step);
        return this;
    }
}
