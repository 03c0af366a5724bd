namespace Maestro.Testing;

/// <summary>The registry of a <see cref="RealFleet"/>: one store behind three addresses.</summary>
public sealed class FleetRegistry
{
    internal FleetRegistry(IReadOnlyDictionary<string, string> variables)
    {
        Address = variables["FLEET_REGISTRY"];
        AnonymousAddress = variables["FLEET_REGISTRY_ANON"];
        TlsAddress = variables["FLEET_REGISTRY_TLS"];
        User = variables["FLEET_REGISTRY_USER"];
        Password = variables["FLEET_REGISTRY_PASSWORD"];
        ConfigFolder = variables["FLEET_REGISTRY_CONFIG"];
    }

    /// <summary>Host and port, without TLS; wants user and password.</summary>
    public string Address { get; }

    /// <summary>Host and port, without TLS; asks for nothing.</summary>
    public string AnonymousAddress { get; }

    /// <summary>Host and port, with a certificate that the engines accept; wants user and password.</summary>
    public string TlsAddress { get; }

    public string User { get; }

    public string Password { get; }

    /// <summary>A folder for <c>DOCKER_CONFIG</c> that has the credentials.</summary>
    public string ConfigFolder { get; }
}
