using System.Globalization;
using Maestro.Guest;
using Microsoft.Extensions.Configuration;

namespace GuestConfiguration;

/// <summary>Puts what Maestro tells this container into the configuration; nothing where Maestro does not run it.</summary>
public sealed class MaestroConfigurationProvider(MaestroGuest guest, IReadOnlyList<MaestroService> services) : ConfigurationProvider
{
    public override void Load()
    {
        if (!guest.IsStartedByMaestro)
        {
            return;
        }

        Set("Maestro:Environment", guest.GetEnvironmentName());
        Set("Maestro:Service", guest.GetServiceName());
        Set("Maestro:Container", guest.GetContainerName());
        Set("Maestro:HostAddress", guest.GetContainerHostAddress());
        foreach (var service in services)
        {
            Load(service);
        }
    }

    private void Load(MaestroService service)
    {
        var endpoints = guest.GetEndpoints(service.Service, service.Port, service.Minimum);
        Set($"{service.Key}:Addresses", string.Join(',', endpoints));
        for (var index = 0; index < endpoints.Count; index++)
        {
            Set($"{service.Key}:{index}:Container", endpoints[index].Container);
            Set($"{service.Key}:{index}:Host", endpoints[index].Host);
            Set($"{service.Key}:{index}:Port", endpoints[index].Port.ToString(CultureInfo.InvariantCulture));
        }
    }
}
