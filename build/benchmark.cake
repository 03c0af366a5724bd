// What Maestro costs beside the bare calls of the Engine API and beside an empty build target. See docs/performance.md.
using System.Diagnostics;

const string BenchmarkImage = "maestro/benchmark:1";

void RunBenchmarks()
{
    MakeImage(BenchmarkImage, ["busybox-static"], [], FillBusybox,
        "ENV PATH=/bin", "EXPOSE 7", "CMD [\"sh\",\"-c\",\"trap 'exit 0' TERM; usleep ${DELAY}000; nc -ll -p 7 -e true & wait\"]");
    Run("dotnet", $"tests/Maestro.Benchmarks/bin/{configuration}/net10.0/Maestro.Benchmarks.dll", BenchmarkImage, Argument("rounds", "5"));
    MeasureBuildFront(Argument("rounds", 5));
    MeasureColdStart(Argument("rounds", 5));
}

// The quick start from nothing, beside the same containers by the docker command alone.
void MeasureColdStart(int rounds)
{
    InstallTool();
    Run("dotnet", "restore", SampleProject.FullPath);
    Run("dotnet", $"tests/Maestro.Benchmarks/bin/{configuration}/net10.0/Maestro.Benchmarks.dll", "quickstart", MaestroTool.FullPath, Sample.FullPath, $"{rounds}");
}

// A build that starts an environment which is up already, beside the same build with a target that does nothing.
void MeasureBuildFront(int rounds)
{
    var targets = MakeAbsolute(File("artifacts/nothing.targets")).FullPath;
    System.IO.File.WriteAllText(targets, "<Project><Target Name=\"Nothing\" /></Project>");
    void Build(string target) => Run("dotnet", "build", SampleProject.FullPath, $"-t:{target}", "-v:quiet", $"-p:CustomAfterMicrosoftCommonTargets={targets}");

    var nothing = new List<double>();
    var start = new List<double>();
    Build("MaestroStart");
    for (var round = 0; round < rounds; round++)
    {
        nothing.Add(Milliseconds(() => Build("Nothing")));
        start.Add(Milliseconds(() => Build("MaestroStart")));
    }

    Build("MaestroStop");
    Information("## `dotnet build` of samples/quickstart, everything up (milliseconds)");
    Information("| target | median | min | max |");
    Information("|---|---|---|---|");
    Information($"| Nothing | {Median(nothing):0} | {nothing.Min():0} | {nothing.Max():0} |");
    Information($"| MaestroStart | {Median(start):0} | {start.Min():0} | {start.Max():0} |");
}

double Milliseconds(Action action)
{
    var watch = Stopwatch.StartNew();
    action();
    return watch.Elapsed.TotalMilliseconds;
}

double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
