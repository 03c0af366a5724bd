// The build of Maestro for .NET. `./build.sh` alone lists the targets; each part has a file of its own beside this one.
#nullable enable
#load "processes.cake"
#load "debian.cake"
#load "engine.cake"
#load "images.cake"
#load "pack.cake"
#load "tests.cake"
#load "conformance.cake"
#load "demo.cake"
#load "samples.cake"
#load "fleet.cake"
#load "newer-engine.cake"
#load "benchmark.cake"

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");

// Cake starts in the script's folder; every path of this build is relative to the repository.
Context.Environment.WorkingDirectory = MakeAbsolute(Directory(".."));

var solution = File("Maestro.sln");
var packages = Directory("artifacts/packages");
var tool = File("src/Maestro.Cli/Maestro.Cli.csproj");

if (target == "Pack" && HasArgument("all"))
{
    System.Environment.SetEnvironmentVariable("EveryPlatform", "true"); // what restores, builds and packs must agree
}

if (target == "Test" && HasEnvironmentVariable("CI"))
{
    Teardown(_ => StopPrivateEngine()); // nobody comes back to a CI machine to do it
}

Task("Default")
    .Description("Says which targets there are.")
    .Does(() =>
    {
        Information("Usage: ./build.sh --target=TARGET [--configuration=Debug]");
        Information("");
        foreach (var task in Tasks.Where(task => task.Description is { Length: > 0 }))
        {
            Information("  " + task.Name.PadRight(12) + task.Description);
        }
    });

Task("Restore")
    .Description("Restores the packages of the solution.")
    .Does(() => DotNetRestore(solution));

Task("Format")
    .Description("Checks that the code is formatted as .editorconfig says.")
    .IsDependentOn("Restore")
    .Does(() => Run("dotnet", "format", "style", solution, "--verify-no-changes", "--no-restore")); // all else that it could check is an error of the build

Task("Build")
    .Description("Compiles the solution; warnings are errors.")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(solution, new() { Configuration = configuration, NoRestore = true }));

Task("Pack")
    .Description("Packs all packages into artifacts/packages, the feed of the samples: for this platform and portable, or for --all platforms.")
    .IsDependentOn("Build")
    .Does(() => PackAll());

Task("Packages")
    .Description("Installs the Debian packages that engine and tests need, where they are missing.")
    .Does(() => InstallWhatTestsNeed());

Task("Engine")
    .Description("Finds a Docker engine, or starts a private one, and says its DOCKER_HOST.")
    .Does(() => UseEngine(FindEngine() ?? StartPrivateEngine()));

Task("Images")
    .Description("Makes the images of samples and tests on that engine, without a registry.")
    .IsDependentOn("Pack")
    .IsDependentOn("Engine")
    .Does(() => MakeImages());

Task("Test")
    .Description("Does all the set-up, then runs the tests: of the slow suites, on real ships and on a newer engine (--engine=trixie), a sample, or --all.")
    .IsDependentOn("Format")
    .IsDependentOn("Packages")
    .IsDependentOn("Pack")
    .IsDependentOn("Engine")
    .IsDependentOn("Images")
    .Does(() => RunTests(everything: HasArgument("all")));

Task("NewerEngine")
    .Description("Runs Maestro.Docker.Tests on the engine of a newer Debian (--engine=trixie, --engine=sid); wants Debian and root.")
    .IsDependentOn("Packages")
    .IsDependentOn("Build")
    .Does(() => RunOnNewerEngine());

Task("Conformance")
    .Description("Runs the golden cases, in process and with the packed tool: a sample of them, or --all.")
    .IsDependentOn("Pack")
    .Does(() => RunConformance(everything: HasArgument("all")));

Task("Demo")
    .Description("Does all the set-up, deploys samples/quickstart by MSBuild, by the tool and by Cake, and leaves it running.")
    .IsDependentOn("Pack")
    .IsDependentOn("Engine")
    .IsDependentOn("Images")
    .Does(() => ShowDemo());

Task("Samples")
    .Description("Does all the set-up and runs every sample, each to its end.")
    .IsDependentOn("Packages")
    .IsDependentOn("Pack")
    .IsDependentOn("Engine")
    .IsDependentOn("Images")
    .Does(() => RunSamples());

Task("Fleet")
    .Description("Does all the set-up, and brings up three ships with a registry, for samples/fleet, samples/release-pipeline and for trying.")
    .IsDependentOn("Packages")
    .IsDependentOn("Pack")
    .Does(() => BringUpFleet());

Task("Benchmark")
    .Description("Measures Maestro beside the bare Engine API and beside an empty build target (--rounds=5).")
    .IsDependentOn("Pack")
    .IsDependentOn("Engine")
    .IsDependentOn("Images")
    .Does(() => RunBenchmarks());

Task("Down")
    .Description("Takes the demo and the ships down and stops the private engine.")
    .Does(() =>
    {
        TakeFleetDown();
        TakeNewerShipDown();
        if (FindEngine() is { } host)
        {
            UseEngine(host);
            TakeDemoDown();
        }
    })
    .Finally(() => StopPrivateEngine());

Task("Clean")
    .Description("Stops the ships and the private engine and removes all that was built, its images included.")
    .Does(() =>
    {
        TakeFleetDown();
        TakeNewerShipDown();
        StopPrivateEngine();
        ForgetPackedBefore();
        foreach (var built in GetDirectories("{src,tests,samples}/**/{bin,obj}") + Directory("artifacts"))
        {
            Remove(built);
        }
    });

RunTarget(target);
