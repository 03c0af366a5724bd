using Maestro.Guest;
using Microsoft.Extensions.Configuration;

namespace GuestConfiguration;

public static class MaestroConfigurationExtensions
{
    /// <summary>Adds what Maestro tells this container.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="services">The services whose addresses are wanted.</param>
    public static IConfigurationBuilder AddMaestro(this IConfigurationBuilder builder, params MaestroService[] services)
        => builder.Add(new Source(services));

    private sealed class Source(IReadOnlyList<MaestroService> services) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => new MaestroConfigurationProvider(MaestroGuest.Current, services);
    }
}
