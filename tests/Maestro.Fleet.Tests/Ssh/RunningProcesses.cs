using System.Globalization;
using System.Text;
using Maestro.Testing;

namespace Maestro.Fleet.Tests.Ssh;

/// <summary>Finds the processes that have come from a run of the tool, however far they are from it, by a variable that only they have.</summary>
internal sealed class RunningProcesses(TemporaryFolder folder)
{
    private readonly string _mark = Path.Combine(folder.Path, "run");

    /// <summary>The folder in which the run has its sockets.</summary>
    public string Sockets => Directory.CreateDirectory(_mark).FullName;

    /// <summary>What the run has to find in its environment, on top of other variables.</summary>
    public Dictionary<string, string?> Mark(Dictionary<string, string?>? variables = null) => new(variables ?? []) { ["XDG_RUNTIME_DIR"] = Sockets };

    /// <summary>The process ids, with their command lines.</summary>
    public IReadOnlyDictionary<int, string> Find()
    {
        var found = new Dictionary<int, string>();
        foreach (var process in Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)))
        {
            try
            {
                var id = int.Parse(process!, CultureInfo.InvariantCulture);
                if (File.ReadAllText($"/proc/{process}/environ").Contains($"XDG_RUNTIME_DIR={_mark}\0", StringComparison.Ordinal) && OtherProcess.IsAlive(id))
                {
                    found[id] = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/cmdline")).Replace('\0', ' ');
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return found;
    }

    /// <summary>The clients of OpenSSH among them that forward.</summary>
    public IReadOnlyList<int> Tunnels() => [.. Find().Where(p => p.Value.StartsWith("ssh -N ", StringComparison.Ordinal) || p.Value.StartsWith("/usr/bin/ssh ", StringComparison.Ordinal) && p.Value.Contains(" -N ", StringComparison.Ordinal)).Select(p => p.Key)];

    /// <summary>Waits until there is nothing left of the run.</summary>
    public Task AreGoneAsync()
        => Eventually.IsTrueAsync(() => Task.FromResult(Find().Count == 0 && Directory.GetFileSystemEntries(Sockets).Length == 0), $"nothing is left of the run: {string.Join(" | ", Find().Values)}");
}
