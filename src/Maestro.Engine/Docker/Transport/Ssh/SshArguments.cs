using System.Globalization;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>What OpenSSH is called with. Of an option that is given twice it takes the first.</summary>
internal static class SshArguments
{
    private const int KeepAlives = 3;

    /// <param name="route">The way.</param>
    /// <param name="forwards">What leads where.</param>
    /// <param name="needsAllForwards">Whether a forward of the user's own configuration that cannot be set up ends it.</param>
    public static List<string> Of(SshRoute route, IEnumerable<(SshLocalEnd Here, SshTarget There)> forwards, bool needsAllForwards)
    {
        List<string> words = ["-N", "-T", "-a", "-x"];
        foreach (var (here, there) in forwards)
        {
            words.AddRange(["-L", $"{here.Text}:{there.Text}"]);
        }

        // What would make it wait for a person, share or leave the connection, or run something, whatever the configuration of the user says.
        Add("BatchMode", "yes");
        Add("ExitOnForwardFailure", needsAllForwards ? "yes" : "no");
        Add("ControlMaster", "no");
        Add("ControlPath", "none");
        Add("PermitLocalCommand", "no");
        Add("RemoteCommand", "none");
        Add("StreamLocalBindUnlink", "yes");
        Add("ConnectTimeout", WholeSeconds(route.ConnectTimeout, 1));
        foreach (var (name, value) in route.Options)
        {
            Add(name, value);
        }

        Add("ServerAliveInterval", WholeSeconds(route.IdleTimeout, KeepAlives));
        Add("ServerAliveCountMax", KeepAlives.ToString(CultureInfo.InvariantCulture));
        Add("LogLevel", "INFO"); // less would hide why it fails
        if (route.KeyFile.Length > 0)
        {
            Add("IdentitiesOnly", "yes"); // an agent with many keys would use up the tries that a server allows
            words.AddRange(["-i", route.KeyFile]);
        }

        AddWhere(route, words);
        return words;

        void Add(string name, string value) => words.AddRange(["-o", $"{name}={value}"]);
    }

    private static void AddWhere(SshRoute route, List<string> words)
    {
        if (route.Jump.Length > 0)
        {
            words.AddRange(["-J", route.Jump]);
        }

        if (route.Port is { } port)
        {
            words.AddRange(["-p", port.ToString(CultureInfo.InvariantCulture)]);
        }

        if (route.User.Length > 0)
        {
            words.AddRange(["-l", route.User]);
        }

        words.AddRange(["--", route.Host]);
    }

    private static string WholeSeconds(TimeSpan time, int parts)
        => Math.Max(1, (long)Math.Ceiling(time.TotalSeconds / parts)).ToString(CultureInfo.InvariantCulture);
}
