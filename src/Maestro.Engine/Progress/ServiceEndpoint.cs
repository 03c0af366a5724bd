namespace Maestro.Engine.Progress;

/// <summary>Where a named port of an instance is reached.</summary>
/// <param name="Service">The service.</param>
/// <param name="Instance">The instance.</param>
/// <param name="PortName">The port's name.</param>
/// <param name="Host">Address of the ship.</param>
/// <param name="Port">Port on the ship; the first one of a range.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
public sealed record ServiceEndpoint(string Service, string Instance, string PortName, string Host, int Port, string Protocol)
{
    /// <summary>Whether it answers; not known unless a full status was asked for.</summary>
    public PortState State { get; init; }

    /// <summary><c>service/instance/port</c>.</summary>
    public string Identity => $"{Service}/{Instance}/{PortName}";

    /// <summary>The address with a scheme, such as <c>http://10.0.0.2:8080/</c>.</summary>
    /// <param name="scheme">The scheme, such as <c>http</c>.</param>
    public Uri ToUri(string scheme) => new UriBuilder(scheme, Host, Port).Uri;
}
