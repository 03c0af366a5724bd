using System.Collections.Concurrent;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>What the steps of one play share.</summary>
internal sealed record PlayContext
{
    private const int ShortIdLength = 12;

    public required MaestroEnvironment Environment { get; init; }

    public required ContainerSpecs Specs { get; init; }

    public required ShipConnections Connections { get; init; }

    public required ContainerFacts Facts { get; init; }

    public required EventPump Events { get; init; }

    public required RegistryAccess Registries { get; init; }

    /// <summary>What the tags that are pulled stand for.</summary>
    public DigestAgreements Digests { get; } = new();

    public required TimeProvider Time { get; init; }

    /// <summary>When what the play makes for a copy may be swept.</summary>
    public DateTimeOffset Expires { get; init; }

    /// <summary>What the user should know although nothing failed.</summary>
    public ConcurrentQueue<Diagnostic> Warnings { get; } = [];

    /// <summary>The environment variables, which are those of this process unless its caller says others.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder that exec checks run in.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    public void Report(Step step, string message, long? current = null, long? total = null)
        => Events.Publish(Progress(step, message) with { Current = current, Total = total });

    public void Report(Step step, CheckAttempt attempt)
        => Events.Publish(Progress(step, $"{attempt.Check}, try {attempt.Number}: {attempt.Finding}") with { Attempt = attempt });

    public void ReportCheck(Step step, string check, string message) => Events.Publish(Progress(step, message) with { Check = check });

    public void ReportContainer(Step step, string id)
        => Events.Publish(Progress(step, $"container {id[..Math.Min(id.Length, ShortIdLength)]}") with { ContainerId = id });

    /// <summary>The first secret of an instance that only its command tells, in a play that runs no such commands: what the container wrote may hold it. Null when there is none.</summary>
    public string? SecretThatCannotBeHidden(Instance instance)
        => instance.Secrets.Values.FirstOrDefault(name => Environment.Secrets.Any(s => s.Name == name && s.Value is null));

    private StepProgress Progress(Step step, string message)
        => new() { Time = Time.GetUtcNow(), Step = StepIdentities.Of(step), Message = message };
}
