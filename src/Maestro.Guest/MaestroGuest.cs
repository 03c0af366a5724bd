using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Maestro.Guest;

/// <summary>What a program in a container can learn from the environment variables that Maestro sets.</summary>
/// <remarks>Needs nothing but the variables: no file, no network, no other package. Safe to trim, to compile ahead of time and to share between threads.</remarks>
/// <example><code>var redis = MaestroGuest.Current.GetEndpoints("redis", "redis")[0];</code></example>
public sealed class MaestroGuest
{
    private readonly Func<string, string?> _variable;

    /// <summary>Reads from given variables instead of the environment of this process.</summary>
    /// <param name="variables">The variables; where a name comes twice, the last value counts.</param>
    /// <example><code>var guest = new MaestroGuest(new Dictionary&lt;string, string&gt; { ["SERVICE_NAME"] = "web" });</code></example>
    public MaestroGuest(IEnumerable<KeyValuePair<string, string>> variables)
    {
        if (variables is null)
        {
            throw new ArgumentNullException(nameof(variables));
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            values[variable.Key] = variable.Value;
        }

        _variable = name => values.TryGetValue(name, out var value) ? value : null;
    }

    private MaestroGuest(Func<string, string?> variable) => _variable = variable;

    /// <summary>Reads the environment of this process.</summary>
    /// <example><code>var guest = MaestroGuest.Current;</code></example>
    public static MaestroGuest Current { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Whether Maestro has started this container: it knows its service and its name.</summary>
    /// <example><code>var redis = guest.IsStartedByMaestro ? guest.GetEndpoints("redis", "redis")[0].ToString() : "localhost:6379";</code></example>
    public bool IsStartedByMaestro => !string.IsNullOrEmpty(_variable("SERVICE_NAME")) && !string.IsNullOrEmpty(_variable("CONTAINER_NAME"));

    /// <summary>The name of the environment; <c>local</c> outside any.</summary>
    /// <example><code>var isProduction = guest.GetEnvironmentName() == "production";</code></example>
    public string GetEnvironmentName() => _variable("MAESTRO_ENVIRONMENT_NAME") ?? "local";

    /// <summary>The name of the service that this container belongs to.</summary>
    /// <exception cref="MaestroEnvironmentException">It is not known.</exception>
    /// <example><code>var service = guest.GetServiceName(); // "web"</code></example>
    public string GetServiceName() => Required("SERVICE_NAME", "No service name defined");

    /// <summary>The name of this container.</summary>
    /// <exception cref="MaestroEnvironmentException">It is not known.</exception>
    /// <example><code>var name = guest.GetContainerName(); // "web-1"</code></example>
    public string GetContainerName() => Required("CONTAINER_NAME", "No container name defined");

    /// <summary>The address of the ship that this container runs on, at which its ports are published.</summary>
    /// <param name="asIPAddress">Look a name up, and return its first IPv4 address.</param>
    /// <exception cref="MaestroEnvironmentException">It is not known, or the name cannot be resolved.</exception>
    /// <example><code>var advertised = $"{guest.GetContainerHostAddress()}:{port}";</code></example>
    public string GetContainerHostAddress(bool asIPAddress = false)
    {
        var address = Required("CONTAINER_HOST_ADDRESS", "No host address defined");
        return asIPAddress ? Resolve(address) : address;
    }

    /// <summary>The container's own address: the first IPv4 address of its interface <c>eth0</c>.</summary>
    /// <exception cref="MaestroEnvironmentException">There is none.</exception>
    /// <example><code>var bind = guest.GetContainerInternalAddress(); // "172.17.0.3"</code></example>
    [SuppressMessage("Performance", "CA1822", Justification = "Callers find all functions on one object.")]
    public string GetContainerInternalAddress()
    {
        foreach (var network in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (network.Name != "eth0")
            {
                continue;
            }

            foreach (var address in network.GetIPProperties().UnicastAddresses)
            {
                if (address.Address.AddressFamily == AddressFamily.InterNetwork)
                {
                    return address.Address.ToString();
                }
            }
        }

        throw new MaestroEnvironmentException("This container has no network interface eth0 with an IPv4 address.");
    }

    /// <summary>The port that this container listens on, inside the container.</summary>
    /// <param name="name">The port's name in the environment file.</param>
    /// <param name="defaultPort">What to return where the port is not defined.</param>
    /// <exception cref="MaestroEnvironmentException">The port is not defined and there is no default, or its value is not a number.</exception>
    /// <example><code>var port = guest.GetPort("http", 8080);</code></example>
    public int GetPort(string name, int? defaultPort = null)
        => GetSpecificExposedPort(GetServiceName(), GetContainerName(), name, defaultPort);

    /// <summary>The address of the ship that a container of a service runs on.</summary>
    /// <param name="service">A service that this container's service requires or wants to know about, or its own.</param>
    /// <param name="container">The name of one of its containers.</param>
    /// <exception cref="MaestroEnvironmentException">It is not known.</exception>
    /// <example><code>var host = guest.GetSpecificHost("redis", "redis-1");</code></example>
    public string GetSpecificHost(string service, string container)
        => _variable(VariableName.Host(service, container))
            ?? throw new MaestroEnvironmentException($"No host defined for container {container} of service {service}");

    /// <summary>A port inside a container; known for containers of this container's own service only.</summary>
    /// <param name="service">The service.</param>
    /// <param name="container">The name of one of its containers.</param>
    /// <param name="port">The port's name in the environment file.</param>
    /// <param name="defaultPort">What to return where the port is not defined.</param>
    /// <exception cref="MaestroEnvironmentException">The port is not defined and there is no default, or its value is not a number.</exception>
    /// <example><code>var port = guest.GetSpecificExposedPort("web", "web-2", "http");</code></example>
    public int GetSpecificExposedPort(string service, string container, string port, int? defaultPort = null)
        => Number(VariableName.InternalPort(service, container, port), defaultPort)
            ?? throw new MaestroEnvironmentException($"No internal port {port} defined for container {container} of service {service}");

    /// <summary>A port of a container as others reach it, on its ship.</summary>
    /// <param name="service">The service.</param>
    /// <param name="container">The name of one of its containers.</param>
    /// <param name="port">The port's name in the environment file.</param>
    /// <param name="defaultPort">What to return where the port is not defined.</param>
    /// <exception cref="MaestroEnvironmentException">The port is not defined and there is no default, or it is a range.</exception>
    /// <example><code>var port = guest.GetSpecificPort("redis", "redis-1", "redis");</code></example>
    public int GetSpecificPort(string service, string container, string port, int? defaultPort = null)
        => Number(VariableName.Port(service, container, port), defaultPort)
            ?? throw new MaestroEnvironmentException($"No port {port} defined for container {container} of service {service}");

    /// <summary>Where the containers of a service are reached: <c>host</c>, or <c>host:port</c> with as many ports as are named.</summary>
    /// <param name="service">A service that this container's service requires or wants to know about, or its own.</param>
    /// <param name="ports">Names of the ports to add to each address; none for the address alone.</param>
    /// <param name="minimum">The fewest containers that will do.</param>
    /// <returns>One entry per container, in the order of their names.</returns>
    /// <exception cref="MaestroEnvironmentException">There are fewer, or one of them has no such port.</exception>
    /// <example><code>var zookeeper = string.Join(",", guest.GetNodeList("zookeeper", ["client"], minimum: 3));</code></example>
    public IReadOnlyList<string> GetNodeList(string service, IEnumerable<string>? ports = null, int minimum = 1)
    {
        var names = ports?.ToArray() ?? [];
        var nodes = new List<string>();
        foreach (var container in Containers(service))
        {
            nodes.Add(string.Join(":", Parts(service, container, names)));
        }

        return nodes.Count >= minimum ? nodes : throw TooFew(service);
    }

    /// <summary>Where a port of every container of a service is reached.</summary>
    /// <param name="service">A service that this container's service requires or wants to know about, or its own.</param>
    /// <param name="port">The port's name in the environment file.</param>
    /// <param name="minimum">The fewest containers that will do.</param>
    /// <returns>One endpoint per container, in the order of their names.</returns>
    /// <exception cref="MaestroEnvironmentException">There are fewer, or one of them has no such port.</exception>
    /// <example><code>var addresses = guest.GetEndpoints("web", "http").Select(e => e.ToUri("http"));</code></example>
    public IReadOnlyList<GuestEndpoint> GetEndpoints(string service, string port, int minimum = 1)
    {
        var endpoints = new List<GuestEndpoint>();
        foreach (var container in Containers(service))
        {
            endpoints.Add(GetEndpoint(service, container, port));
        }

        return endpoints.Count >= minimum ? endpoints : throw TooFew(service);
    }

    /// <summary>Where a port of one container is reached.</summary>
    /// <param name="service">The service.</param>
    /// <param name="container">The name of one of its containers.</param>
    /// <param name="port">The port's name in the environment file.</param>
    /// <exception cref="MaestroEnvironmentException">The container or the port is not known.</exception>
    /// <example><code>var leader = guest.GetEndpoint("db", "db-1", "sql");</code></example>
    public GuestEndpoint GetEndpoint(string service, string container, string port)
        => new(service, container, port, GetSpecificHost(service, container), GetSpecificPort(service, container, port));

    /// <summary>The names of the containers of a service, in order; none for a service that this container was told nothing about.</summary>
    /// <param name="service">A service that this container's service requires or wants to know about, or its own.</param>
    /// <example><code>var peers = guest.GetContainers(guest.GetServiceName()).Where(c => c != guest.GetContainerName());</code></example>
    public IReadOnlyList<string> GetContainers(string service) => Containers(service);

    private IEnumerable<string> Parts(string service, string container, IReadOnlyList<string> ports)
    {
        yield return GetSpecificHost(service, container);
        foreach (var port in ports)
        {
            yield return GetSpecificPort(service, container, port).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static MaestroEnvironmentException TooFew(string service) => new($"No or not enough {service} nodes configured");

    private string[] Containers(string service) => _variable(VariableName.Instances(service))?.Split(',') ?? [];

    private string Required(string name, string message)
    {
        var value = _variable(name);
        return string.IsNullOrEmpty(value) ? throw new MaestroEnvironmentException($"{message} ({name} is not set)") : value!;
    }

    /// <summary>The default stands in for a variable that is missing, never for one that is wrong.</summary>
    private int? Number(string name, int? defaultValue)
    {
        var value = _variable(name);
        if (value is null)
        {
            return defaultValue;
        }

        return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string Resolve(string address)
    {
        try
        {
            foreach (var candidate in Dns.GetHostAddresses(address))
            {
                if (candidate.AddressFamily == AddressFamily.InterNetwork)
                {
                    return candidate.ToString();
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new MaestroEnvironmentException($"The host address {address} cannot be resolved: {exception.Message}", exception);
        }

        throw new MaestroEnvironmentException($"The host address {address} has no IPv4 address.");
    }
}
