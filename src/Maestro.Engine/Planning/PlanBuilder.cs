using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>Gathers the steps of a plan and numbers them.</summary>
internal sealed class PlanBuilder(MaestroEnvironment environment, Play play, int firstNumber = 1)
{
    private readonly List<Step> _steps = [];
    private readonly List<Standing> _standings = [];
    private readonly List<Diagnostic> _warnings = [];

    public int NextNumber => _steps.Count + firstNumber;

    public void Stand(Instance instance, ObservedContainer? container, string word) => _standings.Add(new Standing(instance, container, word));

    /// <returns>The step's number.</returns>
    public int Add(Step step)
    {
        _steps.Add(step);
        return step.Number;
    }

    /// <summary>Changes a step that was added before.</summary>
    public void Change<TStep>(int number, Func<TStep, TStep> change)
        where TStep : Step
        => _steps[number - firstNumber] = change((TStep)_steps[number - firstNumber]);

    public bool Has<TStep>()
        where TStep : Step
        => _steps.OfType<TStep>().Any();

    public void Warn(Diagnostic warning) => _warnings.Add(warning);

    /// <summary>Warns of what may come up several times.</summary>
    public void WarnOnce(Diagnostic warning)
    {
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Adds a warning, in the place of one that it says more than; null for none.</summary>
    public void WarnInstead(Diagnostic? earlier, Diagnostic warning)
    {
        if (earlier is null)
        {
            _warnings.Add(warning);
        }
        else
        {
            _warnings[_warnings.IndexOf(earlier)] = warning;
        }
    }

    public Plan Build() => new()
    {
        Environment = environment,
        Play = play,
        Standings = _standings,
        Steps = Gates.Number(_steps),
        Warnings = _warnings,
    };
}
