using Maestro.Engine.Diagnostics;
using Maestro.Engine.Execution;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Execution;

/// <summary>Does nothing but what a test has told it, and remembers what ran and how much of it at a time.</summary>
internal sealed class ScriptedRunner : IStepRunner
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Func<PlayTokens, Task>> _scripts = [];
    private readonly List<string> _log = [];
    private readonly Dictionary<string, int> _running = [];
    private readonly Dictionary<string, int> _most = [];

    /// <summary>"+1" when step 1 began, "-1" when it ended.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_lock)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>The most steps that ever ran at a time on a ship; "*" for all ships.</summary>
    public int MostOn(string ship) => _most.GetValueOrDefault(ship);

    public ScriptedRunner On(int step, Func<PlayTokens, Task> script)
    {
        _scripts[step] = script;
        return this;
    }

    public ScriptedRunner Fail(int step)
        => On(step, _ => throw new StepFailedException(Diagnostic.Error(DiagnosticCodes.EngineError, $"Step {step} failed.")));

    public async Task<string> RunAsync(Step step, PlayTokens tokens)
    {
        Enter(step);
        try
        {
            if (_scripts.TryGetValue(step.Number, out var script))
            {
                await script(tokens);
            }
            else
            {
                await Task.Yield();
            }

            return "done";
        }
        finally
        {
            Leave(step);
        }
    }

    private void Enter(Step step)
    {
        lock (_lock)
        {
            _log.Add($"+{step.Number}");
            foreach (var key in (string[])[step.Ship.Name, "*"])
            {
                var now = _running[key] = _running.GetValueOrDefault(key) + 1;
                _most[key] = Math.Max(now, _most.GetValueOrDefault(key));
            }
        }
    }

    private void Leave(Step step)
    {
        lock (_lock)
        {
            _log.Add($"-{step.Number}");
            _running[step.Ship.Name]--;
            _running["*"]--;
        }
    }
}
