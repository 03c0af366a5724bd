namespace Maestro.Engine.Checks;

/// <summary>Passes when the container has ended with exit code 0.</summary>
internal sealed class ExitCheck(IInstanceProbe probe) : ICheck
{
    public string FoundSoFar => "it has not ended";

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
    {
        var code = await probe.ExitCodeAsync(cancellation).ConfigureAwait(false);
        return code == 0 ? ProbeResult.Pass : ProbeResult.Never($"it ended with exit code {code}");
    }
}
