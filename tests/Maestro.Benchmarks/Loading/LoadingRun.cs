using System.Diagnostics;
using Maestro.Engine;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Benchmarks.Loading;

/// <summary>From a file to the plan of a first start, all ships being empty.</summary>
internal static class LoadingRun
{
    public static Plan Plan(string text)
    {
        var environment = new Conductor(new ConductorSettings { StandardInput = new StringReader(text) }).Load("-");
        var play = new Play(PlayKind.Start);
        var selection = Selection.Make(environment, play);
        var fleet = new ObservedFleet([.. environment.Ships.Select(s => new ObservedShip(s.Name))]);
        return new Planner(environment, play, new ContainerSpecs(environment)).Plan(selection, fleet);
    }

    /// <summary>Does it once in a process of its own, as a user does, and tells time and memory.</summary>
    public static void Once(int ships, int services, bool template)
    {
        var text = template ? LargeFile.Template(ships, services) : LargeFile.WrittenOut(ships, services);
        var process = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var plan = Plan(text);
        process.Refresh();
        Console.WriteLine($"{ships} ships, {services * LargeFile.InstancesPerService} instances, {(template ? "template" : "written out")}: {plan.Steps.Count} steps");
        Console.WriteLine($"  {watch.Elapsed.TotalSeconds:0.00} s, {(process.TotalProcessorTime - before).TotalSeconds:0.00} s of processor time, peak memory {process.PeakWorkingSet64 / 1024 / 1024} MiB");
    }
}
