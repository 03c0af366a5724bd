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

    /// <summary>Does it once in a process of its own, as a user does, and tells the time and the memory.</summary>
    public static void Once(int ships, int services, bool template)
    {
        var text = template ? LargeFile.Template(ships, services) : LargeFile.WrittenOut(ships, services);
        var watch = Stopwatch.StartNew();
        var plan = Plan(text);
        Console.WriteLine($"{ships} ships, {services * LargeFile.InstancesPerService} instances, {(template ? "template" : "written out")}: {plan.Steps.Count} steps in {watch.Elapsed.TotalSeconds:0.00} s, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MiB");
    }
}
