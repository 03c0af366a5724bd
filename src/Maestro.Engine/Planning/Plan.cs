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

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Word(Step step) => step switch
    {
        CheckStep { State: not LifecycleState.Running } check => $"check {LifecycleStates.Word(check.State)} of",
        { Kind: StepKind.Pull } => "pull",
        { Kind: StepKind.Start } => "start",
        { Kind: StepKind.Check } => "check",
        { Kind: StepKind.Stop } => "stop",
        { Kind: StepKind.Remove } => "remove",
        _ => "lock",
    };
}
