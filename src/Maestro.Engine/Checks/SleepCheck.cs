using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Passes when its time is over.</summary>
internal sealed class SleepCheck(SleepCheckSpec spec, TimeProvider time) : ICheck
{
    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
    {
        await Task.Delay(spec.Wait, time, cancellation).ConfigureAwait(false);
        return ProbeResult.Pass;
    }
}
