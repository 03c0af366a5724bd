namespace Maestro.Testing;

/// <summary>Folders with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> for the TLS ports of a <see cref="RealFleet"/>.</summary>
public sealed class FleetTls
{
    internal FleetTls(IReadOnlyDictionary<string, string> variables)
    {
        Client = variables["FLEET_TLS_CERT_PATH"];
        WrongAuthority = variables["FLEET_TLS_WRONG_CERT_PATH"];
        Expired = variables["FLEET_TLS_EXPIRED_CERT_PATH"];
        Locked = variables["FLEET_TLS_LOCKED_CERT_PATH"];
        Passphrase = variables["FLEET_PASSPHRASE"];
    }

    /// <summary>What the ships accept.</summary>
    public string Client { get; }

    /// <summary>Everything by another authority: neither side accepts the other.</summary>
    public string WrongAuthority { get; }

    /// <summary>By the right authority, but a certificate of 2020.</summary>
    public string Expired { get; }

    /// <summary>As <see cref="Client"/>, but the key is locked by <see cref="Passphrase"/>.</summary>
    public string Locked { get; }

    public string Passphrase { get; }
}
