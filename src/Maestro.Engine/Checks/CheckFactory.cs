using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Makes the check that a specification describes.</summary>
internal sealed class CheckFactory(TimeProvider time)
{
    public ICheck Create(CheckSpec spec, IInstanceProbe probe) => spec switch
    {
        TcpCheckSpec tcp => new TcpCheck(tcp, probe),
        HttpCheckSpec http => new HttpCheck(http, probe, time),
        ExecCheckSpec exec => new ExecCheck(exec, probe),
        RemoteExecCheckSpec exec => new RemoteExecCheck(exec, probe),
        SleepCheckSpec sleep => new SleepCheck(sleep, time),
        HealthCheckSpec => new HealthCheck(probe),
        LogCheckSpec log => new LogCheck(log, probe),
        ExitCheckSpec => new ExitCheck(probe),
        _ => throw new ArgumentException($"There is no check for {spec.GetType().Name}.", nameof(spec)),
    };
}
