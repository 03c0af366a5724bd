using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Checks that the fields of an instance fit each other, those of its service included.</summary>
internal static class ContainerChecks
{
    public static void Check(InstanceDraft instance)
    {
        var container = instance.Container;
        if (container.Limits is { Swap: > 0, Memory: null or 0 })
        {
            instance.Place.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{instance.Name}' limits swap and not memory; Docker needs 'memory' as well.");
        }

        if (container.LogOptions is { Count: > 0 } && container.LogDriver is null or "")
        {
            instance.Place.Warn(DiagnosticCodes.InvalidValue, $"'log_opt' of '{instance.Name}' has no effect without 'log_driver'.");
        }

        foreach (var path in instance.Tmpfs.Select(t => t.Path).Where(p => IsMounted(instance, p)))
        {
            instance.Place.ErrorAtKey(DiagnosticCodes.InvalidVolume, $"The container's path '{path}' is in 'tmpfs' and in the volumes of '{instance.Name}'; keep one of them.");
        }

        if (!instance.Network.PublishesPorts && instance.Ports.FirstOrDefault(p => p.Mapping.External.IsChosen) is { } port)
        {
            port.Place.Error(DiagnosticCodes.InvalidPort, $"'{instance.Name}' is on the network '{instance.Network.Text}', where Docker publishes nothing and so chooses no port; give the port that is listened on.");
        }
    }

    private static bool IsMounted(InstanceDraft instance, string path)
        => instance.Volumes.Select(v => v.Target).Concat(instance.ContainerVolumes).Any(t => t.TrimEnd('/') == path.TrimEnd('/'));
}
