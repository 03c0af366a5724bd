namespace Maestro.Engine.Checks;

/// <summary>Passes when the image's HEALTHCHECK says that the container is healthy.</summary>
/// <remarks>An unhealthy container may recover, so it is waited for like everything else.</remarks>
internal sealed class HealthCheck(IInstanceProbe probe) : ICheck
{
    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
        => await probe.HealthAsync(cancellation).ConfigureAwait(false) switch
        {
            null => ProbeResult.Never($"the image {probe.Instance.Image.Text} has no HEALTHCHECK"),
            { Status: "healthy" } => ProbeResult.Pass,
            { Output.Length: 0 } health => ProbeResult.NotYet($"it is {health.Status}"),
            { } health => ProbeResult.NotYet($"it is {health.Status}; its HEALTHCHECK says:{OutputTail.Indent(health.Output)}"),
        };
}
