using System.Globalization;
using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The steps that a play takes, as a graph: each names the steps that it needs.</summary>
internal sealed record Plan
{
    public required MaestroEnvironment Environment { get; init; }

    public required Play Play { get; init; }

    /// <summary>The selected instances, in the order in which the play comes to them.</summary>
    public required IReadOnlyList<Standing> Standings { get; init; }

    /// <summary>In an order in which they could be taken one after the other.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>What the user should know before it begins.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>A line per step: number, what, where, why, what it needs.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.Number}. {Word(step)} {step.Subject} on {step.Ship.Name}: {step.Cause}");
            if (step.Needs.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $", after {string.Join(' ', step.Needs)}");
            }

            if (step.Delay > TimeSpan.Zero)
            {
                text.Append(CultureInfo.InvariantCulture, $", {step.Delay.TotalSeconds:0.###} s later");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Word(Step step) => step.Kind switch
    {
        StepKind.Pull => "pull",
        StepKind.Start => "start",
        StepKind.Check => step is CheckStep { State: not LifecycleState.Running } check ? $"check {LifecycleStates.Word(check.State)} of" : "check",
        StepKind.Stop => "stop",
        StepKind.Kill => "kill",
        StepKind.Remove => "remove",
        StepKind.CreateNetwork => "create network",
        StepKind.RemoveNetwork => "remove network",
        StepKind.RemoveVolume => "remove volume",
        StepKind.Sweep => "sweep",
        _ => "lock",
    };
}
