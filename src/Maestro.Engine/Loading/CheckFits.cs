using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Checks that lifecycle checks fit the instances that have them.</summary>
/// <remarks>A check of a service is checked with every instance, and reported once with those that it does not fit.</remarks>
internal static class CheckFits
{
    private const int MostInstancesNamed = 3;

    public static void Check(IEnumerable<ServiceDraft> services)
    {
        var misfits = new Dictionary<CheckDraft, List<(InstanceDraft Instance, string Reason)>>(ReferenceEqualityComparer.Instance);
        foreach (var instance in services.SelectMany(s => s.Instances))
        {
            foreach (var (state, check) in instance.Lifecycle.All)
            {
                if (Misfit(instance, state, check) is { } reason)
                {
                    (misfits.TryGetValue(check, out var list) ? list : misfits[check] = []).Add((instance, reason));
                }
            }
        }

        foreach (var (check, instances) in misfits)
        {
            var more = instances.Count > MostInstancesNamed ? $" and {instances.Count - MostInstancesNamed} more" : string.Empty;
            var named = string.Join(", ", instances.Take(MostInstancesNamed).Select(i => $"'{i.Instance.Name}'"));
            check.Place.Error(DiagnosticCodes.InvalidCheck, $"The check '{check.Check.Summary}' does not fit {named}{more}: {instances[0].Reason}");
        }
    }

    private static string? Misfit(InstanceDraft instance, LifecycleState state, CheckDraft check)
        => check.Port is { } port ? PortMisfit(instance, port)
            : state == LifecycleState.Running && check.Check is ExitCheckSpec && instance.Container.Restart?.Kind is RestartKind.Always or RestartKind.UnlessStopped
                ? "its restart policy starts it again whenever it ends, so that it is never done; 'on-failure' goes with the check."
                : null;

    private static string? PortMisfit(InstanceDraft instance, string name)
    {
        var named = instance.Container.Ports?.FirstOrDefault(p => p.Name == name);
        if (named is { Readable: null })
        {
            return null; // its own mistake has been told
        }

        if (named?.Mapping is not { } port)
        {
            var ports = instance.Ports.Select(p => p.Name).ToList();
            return $"there is no port '{name}'{NearMiss.Hint(name, ports, ports.Count == 0 ? "; it has no ports." : $"; its ports are: {string.Join(", ", ports)}.")}";
        }

        return port.Protocol != PortSpec.DefaultProtocol ? $"the port '{name}' is {port.Protocol}; the check needs a tcp port."
            : !port.Exposed.IsSingle || !port.External.IsSingle ? $"the port '{name}' is a range; the check needs a single port."
            : null;
    }
}
