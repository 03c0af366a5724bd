namespace Maestro.Guest;

/// <summary>Where a port of a container is reached from elsewhere.</summary>
/// <param name="Service">The service.</param>
/// <param name="Container">The container, an instance of the service.</param>
/// <param name="PortName">The port's name in the environment file.</param>
/// <param name="Host">The address of the ship that the container runs on.</param>
/// <param name="Port">The port on that ship.</param>
/// <example><code>var redis = guest.GetEndpoint("redis", "redis-1", "redis");</code></example>
public sealed record GuestEndpoint(string Service, string Container, string PortName, string Host, int Port)
{
    /// <summary>The address with a scheme, such as <c>http://10.0.0.2:8080/</c>.</summary>
    /// <param name="scheme">The scheme, such as <c>http</c>.</param>
    /// <example><code>using var client = new HttpClient { BaseAddress = endpoint.ToUri("http") };</code></example>
    public Uri ToUri(string scheme) => new UriBuilder(scheme, Host, Port).Uri;

    /// <summary><c>host:port</c>, an IPv6 address in brackets.</summary>
    /// <example><code>var connection = $"{endpoint},abortConnect=false";</code></example>
    public override string ToString()
        => Uri.CheckHostName(Host) == UriHostNameType.IPv6 && Host[0] != '[' ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
