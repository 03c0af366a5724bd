using System.Diagnostics;
using Maestro.Benchmarks;
using Maestro.Benchmarks.Loading;
using Maestro.Engine;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

if (args is [LoadingCommand.Name, .. var words])
{
    LoadingCommand.Run(words);
    return;
}

if (args is [SshCommand.Name, .. var counts])
{
    await SshCommand.RunAsync(rounds: counts is [var count, ..] ? int.Parse(count) : 3);
    return;
}

// Measures Maestro beside bare calls of the Engine API in the same run. Needs a Docker engine on a unix socket (DOCKER_HOST) and an image
// whose program waits $DELAY milliseconds and then listens on port 7; `./build.sh --target=Benchmark` brings both.
var socket = (Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock").Replace("unix://", string.Empty, StringComparison.Ordinal);
var image = args.ElementAtOrDefault(0) ?? "maestro/benchmark:1";
var rounds = int.Parse(args.ElementAtOrDefault(1) ?? "5");
var only = args.ElementAtOrDefault(2);
var peer = args.ElementAtOrDefault(3);
var address = MachineAddress.Find();
var bare = new BareCalls(socket, address, image);
var conductor = new Conductor();

foreach (var workload in new[] { Workload.Chain, Workload.Independent(50) }.Where(w => only is null || w.Name.Contains(only)))
{
    bare.Remove(workload);
    var environment = workload.ToEnvironment(image, socket, address);
    var cold = new Contest($"Start, {workload.Name}", rounds);
    if (peer is not null)
    {
        var plan = WritePlan(workload);
        cold.Add(Path.GetFileName(peer), () => RunPeer(peer, plan), () => bare.Remove(workload));
    }

    cold.Add("bare calls", () => bare.Start(workload), () => bare.Remove(workload));
    cold.Add("maestro", () => Play(environment, PlayKind.Start), () => bare.Remove(workload));
    Play(environment, PlayKind.Start);
    bare.Remove(workload);
    cold.Hold();

    Play(environment, PlayKind.Start);
    var warm = new Contest($"Second start that changes nothing, {workload.Name}", rounds * 4);
    warm.Add("bare list call", bare.List, () => { });
    warm.Add("maestro", () => Play(environment, PlayKind.Start), () => { });
    warm.Hold();
    bare.Remove(workload);
}

Console.WriteLine($"Peak memory of this process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MiB");

void Play(MaestroEnvironment environment, PlayKind kind)
{
    var result = conductor.PlayAsync(environment, new Play(kind), null, CancellationToken.None).GetAwaiter().GetResult();
    if (!result.Succeeded)
    {
        throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics));
    }
}

// A line per container: name, socket, address, port, delay, index of the one it needs or '-'.
string WritePlan(Workload workload)
{
    var path = Path.GetTempFileName();
    File.WriteAllLines(path, workload.Parts.Select(p => $"{p.Name} {socket} {address} {p.Port} {p.Delay} {(p.Needs is { } need ? need : "-")}"));
    return path;
}

static void RunPeer(string program, string plan)
{
    using var process = Process.Start(new ProcessStartInfo(program, ["up", plan]) { RedirectStandardOutput = true })!;
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.");
    }
}
