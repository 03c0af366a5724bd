using Maestro.Engine.Model;

namespace Maestro.Engine.Progress;

/// <summary>Which step an event is about.</summary>
/// <param name="Number">Its number in the plan, from 1; 0 for what comes before the plan.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Subject">The instance; for a pull, a build or a load the image.</param>
/// <param name="Service">The instance's service; empty for what is about an image.</param>
/// <param name="Ship">The ship; empty where none is concerned, as for a build on this machine.</param>
public sealed record StepIdentity(int Number, StepKind Kind, string Subject, string Service, string Ship);
