using System.Diagnostics;

namespace Maestro.Engine.Docker.Transport.Ssh;

/// <summary>Starts OpenSSH so that it does not outlive this process, whatever becomes of it.</summary>
/// <remarks>
/// A shell stands in between. Its standard input is a pipe that ends with this process: then it ends the client with all that the client has
/// started, such as the connection to a jump host, and removes the folder of the sockets. Both are in sessions of their own, so that Ctrl-C, which a
/// terminal sends to everybody, leaves the tunnel to whoever still needs it. Windows has no such shell: there a client outlives a killed process.
/// </remarks>
internal static class SshGuard
{
    // $1 is the folder; the rest is the command.
    private const string Script =
        """
        trap : HUP INT TERM
        folder=$1
        shift
        exec 3<&0 </dev/null >/dev/null
        if command -v setsid >/dev/null 2>&1; then
          setsid "$@" 3<&- &
        else
          set -m
          "$@" 3<&- &
        fi
        ssh=$!
        end() {
          kill -s TERM -- "-$ssh" "$ssh"
          for pause in 0.01 0.02 0.05 0.1 0.2 0.5 1; do
            kill -s 0 -- "-$ssh" || break
            sleep "$pause"
          done
          kill -s KILL -- "-$ssh"
          rm -rf "$folder"
        }
        (
          trap '' HUP INT TERM
          read -r nothing <&3
          end 2>/dev/null
        ) &
        watch=$!
        while wait "$ssh"; status=$?; kill -s 0 "$ssh" 2>/dev/null; do :; done
        end 2>/dev/null
        kill -s KILL "$watch" 2>/dev/null
        exit "$status"
        """;

    /// <summary>Makes what follows the leader of a session of its own where that can be done.</summary>
    private const string Apart = """if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi; exec "$@" """;

    public static ProcessStartInfo Describe(string program, string folder, IEnumerable<string> arguments)
    {
        string[] words = OperatingSystem.IsWindows()
            ? [program, .. arguments]
            : ["sh", "-c", Apart, "sh", "sh", "-c", Script, "maestro-ssh", folder, program, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = OperatingSystem.IsWindows(),
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment["LC_ALL"] = "C"; // what it says is read
        start.Environment["SSH_ASKPASS_REQUIRE"] = "never"; // BatchMode does not reach the client of a jump host
        return start;
    }
}
