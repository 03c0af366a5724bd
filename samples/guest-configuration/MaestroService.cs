namespace GuestConfiguration;

/// <summary>A service whose addresses are to be found in the configuration.</summary>
/// <param name="Key">Where in the configuration.</param>
/// <param name="Service">The service's name in the environment file.</param>
/// <param name="Port">The port's name there.</param>
/// <param name="Minimum">The fewest containers that will do; 0 for a service that may be missing.</param>
public sealed record MaestroService(string Key, string Service, string Port, int Minimum = 1);
