using System.Globalization;

namespace Maestro.Testing;

/// <summary>What logs in to the ships of a <see cref="RealFleet"/>, as <c>root</c> or <c>ops</c>.</summary>
public sealed class FleetSsh
{
    internal FleetSsh(IReadOnlyDictionary<string, string> variables)
    {
        Port = int.Parse(variables["FLEET_SSH_PORT"], CultureInfo.InvariantCulture);
        Key = variables["FLEET_SSH_KEY"];
        RsaKey = variables["FLEET_SSH_KEY_RSA"];
        LockedKey = variables["FLEET_SSH_KEY_LOCKED"];
        WrongKey = variables["FLEET_SSH_KEY_WRONG"];
        KnownHosts = variables["FLEET_SSH_KNOWN_HOSTS"];
        Configuration = variables["FLEET_SSH_CONFIG"];
        Passphrase = variables["FLEET_PASSPHRASE"];
    }

    public int Port { get; }

    public string Key { get; }

    public string RsaKey { get; }

    /// <summary>A key that the ships accept, locked by <see cref="Passphrase"/>.</summary>
    public string LockedKey { get; }

    public string Passphrase { get; }

    /// <summary>A key that no ship accepts.</summary>
    public string WrongKey { get; }

    /// <summary>Names every ship by its address and by its name.</summary>
    public string KnownHosts { get; }

    /// <summary>For <c>ssh -F</c>: each ship under its name.</summary>
    public string Configuration { get; }
}
