// A Docker engine of this folder alone: data, sockets, pid file and log lie below artifacts/engine.

DirectoryPath EngineFolder => MakeAbsolute(Directory("artifacts/engine"));

DirectoryPath ExecRoot => SocketFolder.Combine("exec");

FilePath EngineLog => EngineFolder.CombineWithFilePath("dockerd.log");

FilePath EnginePid => EngineFolder.CombineWithFilePath("docker.pid");

FilePath FirewallNote => EngineFolder.CombineWithFilePath("forward-policy");

string PrivateHost => $"unix://{SocketFolder}/docker.sock";

// The path of a unix socket may have 107 bytes, so the sockets of a deep folder lie elsewhere: where only root can write.
DirectoryPath SocketFolder
{
    get
    {
        const string longest = "/exec/containerd/containerd.sock.ttrpc";
        var path = System.Text.Encoding.UTF8.GetBytes(EngineFolder.FullPath);
        return path.Length + longest.Length <= 107
            ? EngineFolder
            : "/run/maestro-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(path))[..8];
    }
}

string StartPrivateEngine()
{
    if (!MayInstall)
    {
        throw new CakeException(
            "No Docker engine answers: DOCKER_HOST is not set and nothing is behind " + DefaultHost + ". "
            + "Install Docker and start it, or set DOCKER_HOST, or run this as root on Debian or Ubuntu, where it starts an engine of its own.");
    }

    InstallMissing("docker.io", "iproute2");
    StopPrivateEngine(); // what may be left of one that died
    Information("No Docker engine answers: starting a private one below artifacts/engine (./build.sh --target=Down stops it)");
    EnsureDirectoryExists(ExecRoot);
    NoteFirewall();
    LaunchEngine();
    WaitForEngine();
    return PrivateHost;
}

// In a mount namespace of its own: nothing stays mounted when it ends, and a containerd of the system is not used.
void LaunchEngine()
{
    var settings = EngineFolder.CombineWithFilePath("daemon.json").FullPath;
    System.IO.File.WriteAllText(settings, "{}"); // else it would read the system's
    const string ownContainerd = "mount -t tmpfs tmpfs /run/containerd && exec \"$@\"";
    const string detached = "log=$1; shift; mkdir -p /run/containerd; setsid unshare --mount --propagation private \"$@\" </dev/null >\"$log\" 2>&1 &";
    Run("sh", "-c", detached, "sh", EngineLog.FullPath, "sh", "-c", ownContainerd, "sh", "dockerd",
        "--config-file", settings,
        "--data-root", EngineFolder.Combine("data").FullPath,
        "--exec-root", ExecRoot.FullPath,
        "--pidfile", EnginePid.FullPath,
        "--host", PrivateHost);
}

void WaitForEngine()
{
    var watch = Stopwatch.StartNew();
    while (!Answers(PrivateHost, out _))
    {
        var died = watch.Elapsed > TimeSpan.FromSeconds(2) && EngineProcesses().Count == 0;
        if (died || watch.Elapsed > TimeSpan.FromMinutes(1))
        {
            var tail = System.IO.File.ReadLines(EngineLog.FullPath).TakeLast(15);
            throw new CakeException($"The private engine did not come up. {EngineLog} ends with:\n{string.Join('\n', tail)}");
        }

        System.Threading.Thread.Sleep(100);
    }
}

void StopPrivateEngine()
{
    if (!IsRunningOnLinux() || !DirectoryExists(EngineFolder))
    {
        return;
    }

    var running = EngineProcesses();
    if (running.Count > 0)
    {
        Information("Stopping the private engine");
        EndGracefully(running.Where(process => process.Program == "dockerd").ToList());
        Signal("KILL", WithDescendants(EngineProcesses()));
        RestoreFirewall();
    }

    Remove(ExecRoot);
    if (SocketFolder.FullPath != EngineFolder.FullPath)
    {
        Remove(SocketFolder);
    }
}

// It stops its containers first; what is left when it died earlier has nobody to do that.
void EndGracefully(List<(int Id, int Parent, string Program)> engine)
{
    Signal("TERM", engine);
    var watch = Stopwatch.StartNew();
    while (engine.Count > 0 && EngineProcesses().Count > 0 && watch.Elapsed < TimeSpan.FromSeconds(60))
    {
        System.Threading.Thread.Sleep(100);
    }
}

void Signal(string signal, IEnumerable<(int Id, int Parent, string Program)> processes)
{
    foreach (var process in processes)
    {
        Succeeds("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, $"{process.Id}");
    }
}

// The engine, its containerd and the shims, known by the exec root in their command lines.
List<(int Id, int Parent, string Program)> EngineProcesses() =>
    [.. AllProcesses().Where(process => process.IsEngine).Select(process => (process.Id, process.Parent, process.Program))];

List<(int Id, int Parent, string Program)> WithDescendants(List<(int Id, int Parent, string Program)> processes)
{
    var all = AllProcesses().ToLookup(process => process.Parent, process => (process.Id, process.Parent, process.Program));
    for (var next = 0; next < processes.Count; next++)
    {
        processes.AddRange(all[processes[next].Id].Except(processes).ToList());
    }

    return processes;
}

List<(int Id, int Parent, string Program, bool IsEngine)> AllProcesses()
{
    var processes = new List<(int Id, int Parent, string Program, bool IsEngine)>();
    foreach (var folder in System.IO.Directory.EnumerateDirectories("/proc"))
    {
        if (!int.TryParse(System.IO.Path.GetFileName(folder), out var id))
        {
            continue;
        }

        try
        {
            var words = System.IO.File.ReadAllText($"{folder}/cmdline").Split('\0');
            var status = System.IO.File.ReadAllText($"{folder}/stat");
            var parent = int.Parse(status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
            var program = System.IO.Path.GetFileName(words[0]);
            var isEngine = program is "dockerd" or "containerd" or "containerd-shim-runc-v2"
                && words.Any(word => word.StartsWith(ExecRoot.FullPath, StringComparison.Ordinal));
            processes.Add((id, parent, program, isEngine));
        }
        catch (System.IO.IOException)
        {
            // It ended while we looked.
        }
    }

    return processes;
}

// Docker leaves its bridge and firewall rules behind. Where there were none before, they go with the engine.
void NoteFirewall()
{
    if (!System.IO.Directory.Exists("/sys/class/net/docker0") && TryRead("iptables", ["--list-rules", "FORWARD"], out var rules, out _))
    {
        System.IO.File.WriteAllText(FirewallNote.FullPath, rules.Split('\n')[0].Split(' ')[^1]);
    }
}

void RestoreFirewall()
{
    if (!FileExists(FirewallNote))
    {
        return;
    }

    Succeeds("ip", "link", "delete", "docker0");
    Succeeds("sh", "-c", "iptables-save | grep -vi docker | iptables-restore");
    Succeeds("sh", "-c", "ip6tables-save | grep -vi docker | ip6tables-restore");
    Succeeds("iptables", "--policy", "FORWARD", System.IO.File.ReadAllText(FirewallNote.FullPath));
    DeleteFile(FirewallNote);
}
