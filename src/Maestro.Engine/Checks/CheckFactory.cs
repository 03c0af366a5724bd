using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Makes the check that a specification describes.</summary>
internal static class CheckFactory
{
    public static ICheck Create(CheckSpec spec, IInstanceProbe probe) => spec switch
    {
        TcpCheckSpec tcp => new TcpCheck(tcp, probe),
        _ => throw new ArgumentException($"There is no check for {spec.GetType().Name}.", nameof(spec)),
    };
}
