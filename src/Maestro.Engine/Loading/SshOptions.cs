using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>Reads further options of OpenSSH, and refuses those that would break the tunnel, weaken it, or say what a field says.</summary>
internal static class SshOptions
{
    private const string Expected = "the value of an OpenSSH option";
    private const string NoPerson = "nobody is there to answer it";
    private const string OwnConnection = "the tunnel has a connection of its own, which ends with the play";
    private const string OwnForwards = "the tunnel has a forward of its own";
    private const string NoProgram = "nothing is run on the far side";
    private const string OneHost = "it is for one host already";

    private static readonly Dictionary<string, string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BatchMode"] = NoPerson,
        ["ControlMaster"] = OwnConnection,
        ["ControlPath"] = OwnConnection,
        ["ControlPersist"] = OwnConnection,
        ["ForkAfterAuthentication"] = OwnConnection,
        ["ClearAllForwardings"] = OwnForwards,
        ["DynamicForward"] = OwnForwards,
        ["ExitOnForwardFailure"] = OwnForwards,
        ["LocalForward"] = OwnForwards,
        ["RemoteForward"] = OwnForwards,
        ["StreamLocalBindUnlink"] = OwnForwards,
        ["RemoteCommand"] = NoProgram,
        ["RequestTTY"] = NoProgram,
        ["SessionType"] = NoProgram,
        ["Host"] = OneHost,
        ["Include"] = OneHost,
        ["Match"] = OneHost,
        ["ConnectTimeout"] = "the ship's field 'ssh_timeout' says it",
        ["HostName"] = "the ship's field 'endpoint' says it",
        ["Port"] = "the field 'port' says it",
        ["ProxyJump"] = "the field 'jump' says it",
        ["User"] = "the field 'user' says it",
    };

    private static readonly Dictionary<string, (string[] Values, string Why)> RefusedValues = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StrictHostKeyChecking"] = (
            ["no", "off", "false", "accept-new"],
            "a file does not weaken the checking of host keys for all who run it; do that in your own configuration of ssh, or name a file with the right keys: UserKnownHostsFile"),
        ["NoHostAuthenticationForLocalhost"] = (["yes", "true"], "a file does not weaken the checking of host keys for all who run it; do that in your own configuration of ssh"),
        ["LogLevel"] = (["QUIET", "FATAL", "ERROR"], "with less than INFO, ssh does not say why it fails"),
    };

    /// <param name="options">The field <c>options</c>.</param>
    /// <param name="hasJump">Whether the tunnel goes through other hosts.</param>
    public static Dictionary<string, string> Bind(BoundNode options, bool hasJump)
    {
        var bound = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in options.Entries("a mapping of OpenSSH options, such as {ServerAliveInterval: 15}") ?? [])
        {
            var value = option.Text(Expected) ?? string.Empty;
            if (WhyNot(option.Name, value, hasJump) is { } why)
            {
                option.ErrorAtKey(DiagnosticCodes.InvalidValue, why);
            }
            else if (!bound.TryAdd(option.Name, value))
            {
                option.ErrorAtKey(DiagnosticCodes.InvalidValue, $"'{option.Name}' is given twice: OpenSSH does not tell capital letters from small ones.");
            }
        }

        return bound;
    }

    private static string? WhyNot(string name, string value, bool hasJump)
    {
        if (!name.All(char.IsAsciiLetterOrDigit) || name.Length == 0 || !char.IsAsciiLetter(name[0]))
        {
            return $"'{name}' is no option of OpenSSH; see 'man ssh_config'.";
        }

        if (value.Any(char.IsControl))
        {
            return $"Expected {Expected}, on one line.";
        }

        if (Refused.TryGetValue(name, out var reason))
        {
            return $"'{name}' cannot be set here: {reason}.";
        }

        if (hasJump && name.Equals("ProxyCommand", StringComparison.OrdinalIgnoreCase))
        {
            return $"'{name}' and 'jump' both say how the ship is reached; keep one of them.";
        }

        return RefusedValues.TryGetValue(name, out var rule) && rule.Values.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase)
            ? $"'{name}: {value}' cannot be set here: {rule.Why}."
            : null;
    }
}
