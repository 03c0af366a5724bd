namespace Maestro.Engine.Model;

/// <summary>The image's HEALTHCHECK says that the container is healthy.</summary>
public sealed record HealthCheckSpec : CheckSpec
{
    /// <inheritdoc/>
    public override string Summary => "health";

    internal override bool NeedsRunningContainer => true;
}
