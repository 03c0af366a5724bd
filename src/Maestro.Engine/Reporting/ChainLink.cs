using Maestro.Engine.Model;

namespace Maestro.Engine.Reporting;

/// <summary>A link of the <see cref="SlowestChain"/>: an instance or an image with those of its steps that follow each other in it.</summary>
/// <param name="Kind">What the first of the steps does.</param>
/// <param name="Subject">The instance; for a pull the image.</param>
/// <param name="Ship">The ship.</param>
/// <param name="Waited">How long it could have begun and did not, because as much as allowed was under way already.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ChainLink(StepKind Kind, string Subject, string Ship, TimeSpan Waited, TimeSpan Duration)
{
    /// <summary>What it is called, such as <c>pull of fleet/web:1</c>, or by its subject alone.</summary>
    internal string Name => NameOf(Kind, Subject);

    /// <summary>What a step is called in a sentence about its time.</summary>
    internal static string NameOf(StepKind kind, string subject) => kind switch
    {
        StepKind.Pull => $"pull of {subject}",
        StepKind.Build => $"build of {subject}",
        StepKind.Load => $"load of {subject}",
        _ => subject,
    };
}
