using System.Globalization;
using System.Text.RegularExpressions;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Tells from what OpenSSH wrote why a login has failed.</summary>
internal sealed class SshDiagnosis
{
    private const int NotExecutable = 126;
    private const int NoSuchProgram = 127;

    private readonly SshRoute _route;
    private readonly IReadOnlyList<string> _lines;
    private readonly int? _exitCode;

    private SshDiagnosis(SshRoute route, IReadOnlyList<string> lines, int? exitCode) => (_route, _lines, _exitCode) = (route, lines, exitCode);

    /// <param name="route">Where it should have led.</param>
    /// <param name="lines">What it wrote.</param>
    /// <param name="exitCode">Null when it has not ended by itself.</param>
    public static SshTrouble Of(SshRoute route, IReadOnlyList<string> lines, int? exitCode)
        => new SshDiagnosis(route, lines, exitCode).Find() with { Said = lines };

    // The words of most weight first: a client that ends says several things.
    private SshTrouble Find()
    {
        if (_exitCode is NoSuchProgram or NotExecutable)
        {
            return GiveUp(ConnectionProblem.SshMissing, "there is no 'ssh' on the PATH of this machine; install the client of OpenSSH.");
        }

        if (Found(SshWords.WrongConfiguration()))
        {
            return GiveUp(ConnectionProblem.SshFailed, "ssh does not understand its configuration, or one of the 'options' of ssh_tunnel.");
        }

        return HostKey() ?? OnTheWay() ?? AtTheDoor(isOnTheWay: false);
    }

    private SshTrouble? HostKey()
    {
        if (Found(SshWords.HostKeyChanged()))
        {
            var place = Match(SshWords.OffendingKey()) is { } known ? $", which is in {known.Groups["place"].Value}" : string.Empty;
            var remove = Match(SshWords.RemoveWith()) is { } with ? $"remove the old one with {with.Groups["command"].Value}" : "remove the old one from the file of known hosts";
            return GiveUp(ConnectionProblem.SshHostKeyChanged, $"the host key is not the known one{place}. If the machine was set up anew, {remove}; if not, somebody may be playing that machine.");
        }

        var whose = _route.Jump.Length > 0 ? $"of it, or of {_route.Jump}, is" : "is";
        return Found(SshWords.HostKeyUnknown())
            ? GiveUp(ConnectionProblem.SshHostKeyUnknown, $"the host key {whose} not known here. Go there once by hand, compare the fingerprint and accept it ({_route.Command}), or add the key to a file of known hosts.")
            : null;
    }

    private SshTrouble? OnTheWay()
    {
        if (!Found(SshWords.ThroughAnother()))
        {
            return null;
        }

        var way = _route.Jump.Length > 0 ? $"the way through {_route.Jump}" : "the way through the ProxyJump or ProxyCommand of your configuration of ssh";
        if (Match(SshWords.ForwardRefused()) is { } refused)
        {
            return new SshTrouble(ConnectionProblem.SshJumpFailed, $"{way} leads no further: {_route.Host} cannot be reached from there ({refused.Groups["why"].Value}).");
        }

        var trouble = AtTheDoor(isOnTheWay: true);
        return trouble.Remedy == SshRemedy.TryAgain ? trouble : trouble with { Problem = ConnectionProblem.SshJumpFailed, What = $"{way} fails: {trouble.What}" };
    }

    private SshTrouble AtTheDoor(bool isOnTheWay)
    {
        if (Match(SshWords.NameUnknown()) is { } unknown)
        {
            return new SshTrouble(ConnectionProblem.HostNameUnknown, $"the name '{unknown.Groups["name"].Value}' cannot be resolved; is it spelled right?");
        }

        if (Match(SshWords.Refused()) is { } refused)
        {
            return new SshTrouble(ConnectionProblem.Refused, $"{refused.Groups["where"].Value} refused the connection; does an SSH server listen there?");
        }

        if (Match(SshWords.LoginRefused()) is { } denied)
        {
            return isOnTheWay ? RefusedOnTheWay(denied) : RefusedLogin();
        }

        if (Found(SshWords.SaysNothing()))
        {
            return new SshTrouble(ConnectionProblem.TimedOut, $"the connection was taken, and no SSH server spoke within {Seconds}; does the machine hang?");
        }

        if (Found(SshWords.OutOfReach()))
        {
            return new SshTrouble(ConnectionProblem.TimedOut, "the machine cannot be reached; is it up, and may its firewall be passed?");
        }

        return Found(SshWords.Dropped()) ? Dropped() : Other();
    }

    private SshTrouble RefusedLogin()
    {
        var user = _route.User.Length > 0 ? $"user '{_route.User}'" : "the user of your configuration of ssh";
        if (Match(SshWords.KeyUnusable()) is { } unusable)
        {
            return Unusable(unusable.Groups["file"].Value, unusable.Groups["why"].Value.Trim());
        }

        if (_route.KeyFile.Length == 0)
        {
            return GiveUp(ConnectionProblem.SshLoginRefused, $"the SSH server lets {user} in with none of the keys of your agent and your configuration of ssh; name the right one with 'key', or add it with ssh-add.");
        }

        return SshKeyFile.WhyUnusable(_route.KeyFile) is { } why
            ? Unusable(_route.KeyFile, why)
            : GiveUp(ConnectionProblem.SshLoginRefused, $"the SSH server does not let {user} in with the key {_route.KeyFile}; is its public half in the authorized_keys of that user?");
    }

    private static SshTrouble RefusedOnTheWay(Match denied)
    {
        var user = denied.Groups["who"].Value is { Length: > 0 } who ? who : "the user";
        return GiveUp(ConnectionProblem.SshJumpFailed, $"{user} is let in with none of the keys of your agent and your configuration of ssh ('key' is for the ship alone).");
    }

    private static SshTrouble Unusable(string file, string why)
        => GiveUp(ConnectionProblem.SshKeyUnusable, $"the key {file} cannot be used: {why}. Mend that, or add the key to your agent with ssh-add.");

    private static SshTrouble Dropped() => new(
        ConnectionProblem.SshServerBusy,
        "the SSH server takes connections and drops them at once: it is at its limits (MaxStartups in its sshd_config), or does not want this machine (fail2ban, hosts.deny).")
    {
        Remedy = SshRemedy.TryAgain,
    };

    private SshTrouble Other()
    {
        if (Found(SshWords.ForwardNotSetUp()))
        {
            return new SshTrouble(ConnectionProblem.SshFailed, "ssh could not set up its forwards.") { Remedy = SshRemedy.LeaveOtherForwards };
        }

        var what = _exitCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"ssh ended with exit code {code}. Try by hand: {_route.Command}")
            : $"ssh had not logged in within {Seconds}; is the machine overloaded, or does its login wait for something else?";
        return new SshTrouble(_exitCode is null ? ConnectionProblem.TimedOut : ConnectionProblem.SshFailed, what)
        {
            Remedy = Found(SshWords.NoCommonGround()) ? SshRemedy.GiveUp : SshRemedy.TryLater,
        };
    }

    private string Seconds => string.Create(CultureInfo.InvariantCulture, $"{_route.ConnectTimeout.TotalSeconds:0.#} s");

    private static SshTrouble GiveUp(ConnectionProblem problem, string what) => new(problem, what) { Remedy = SshRemedy.GiveUp };

    private bool Found(Regex words) => Match(words) is not null;

    private Match? Match(Regex words) => _lines.Select(l => words.Match(l)).FirstOrDefault(m => m.Success);
}
