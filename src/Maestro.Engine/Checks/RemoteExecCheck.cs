using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Passes when a command in the container exits with 0.</summary>
internal sealed class RemoteExecCheck(RemoteExecCheckSpec spec, IInstanceProbe probe) : ICheck
{
    public string FoundSoFar => "the command has not ended";

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
        => (await probe.ExecuteAsync(spec.Command, cancellation).ConfigureAwait(false)).ToProbeResult();
}
