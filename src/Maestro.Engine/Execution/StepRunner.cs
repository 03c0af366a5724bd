using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Carries out one step.</summary>
internal interface IStepRunner
{
    /// <returns>What the step did, in a word or a few.</returns>
    /// <exception cref="StepFailedException">It did not do what it was to do.</exception>
    /// <exception cref="OperationCanceledException">The play was cancelled.</exception>
    Task<string> RunAsync(Step step, PlayTokens tokens);
}

/// <summary>Carries out each step by the runner of its kind, and puts the trouble of the engine into the step's own words.</summary>
internal sealed class StepRunner(PlayContext context) : IStepRunner
{
    private readonly PullRunner _pull = new(context);
    private readonly StartRunner _start = new(context);
    private readonly CheckRunner _check = new(context);
    private readonly StopRunner _stop = new(context);
    private readonly KillRunner _kill = new(context);
    private readonly RemoveRunner _remove = new(context);
    private readonly NetworkRunner _network = new(context);
    private readonly CopyRunner _copy = new(context);

    public async Task<string> RunAsync(Step step, PlayTokens tokens)
    {
        try
        {
            return await Dispatch(step, tokens).ConfigureAwait(false);
        }
        catch (DockerConnectionException exception)
        {
            throw new StepFailedException(EngineTrouble.Describe(step.Ship, exception), exception);
        }
        catch (DockerApiException exception)
        {
            throw new StepFailedException(Describe(step, exception), exception);
        }
    }

    private Task<string> Dispatch(Step step, PlayTokens tokens) => step switch
    {
        PullStep pull => _pull.RunAsync(pull, tokens),
        StartStep start => _start.RunAsync(start, tokens),
        CheckStep check => _check.RunAsync(check, tokens),
        StopStep stop => _stop.RunAsync(stop, tokens),
        KillStep kill => _kill.RunAsync(kill, tokens),
        RemoveStep remove => _remove.RunAsync(remove, tokens),
        CreateNetworkStep create => _network.RunAsync(create, tokens),
        RemoveNetworkStep gone => _network.RunAsync(gone, tokens),
        RemoveStrayStep stray => _copy.RunAsync(stray, tokens),
        RemoveVolumeStep volume => _copy.RunAsync(volume, tokens),
        SweepStep sweep => _copy.RunAsync(sweep, tokens),
        _ => throw new ArgumentException($"There is no runner for {step.GetType().Name}.", nameof(step)),
    };

    private static Diagnostic Describe(Step step, DockerApiException exception)
        => EngineTrouble.Describe(step.Ship, exception) with { Location = step.Instance?.Location ?? step.Ship.Location };
}
