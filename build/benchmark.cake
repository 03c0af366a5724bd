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
    MeasureTests(Argument("rounds", 5));
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

// A test run around which an environment is that is up already, beside the same test run without one.
void MeasureTests(int rounds)
{
    var folder = MakeAbsolute(Directory("artifacts/tested")).FullPath;
    EnsureDirectoryExists(folder);
    CopyFile("samples/integration-tests/maestro.yaml", $"{folder}/maestro.yaml");
    CopyFile("samples/integration-tests/nuget.config", $"{folder}/nuget.config");
    System.IO.File.WriteAllText($"{folder}/Directory.Build.props", "<Project />");
    System.IO.File.WriteAllText($"{folder}/Directory.Build.targets", "<Project />");
    System.IO.File.WriteAllText($"{folder}/Directory.Packages.props", "<Project />");
    System.IO.File.WriteAllText($"{folder}/Tests.cs", "public class Tests { [Xunit.Fact] public void Passes() { } }");
    System.IO.File.WriteAllText($"{folder}/Tested.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Maestro.MSBuild" Version="*" PrivateAssets="all" />
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
          </ItemGroup>
        </Project>
        """);
    Run("dotnet", "build", folder, "-v:quiet", "--nologo");
    void Test(bool around) => Run("dotnet", "test", folder, "--no-build", "--nologo", "-v:quiet", $"-p:MaestroAroundTests={around}", "-p:MaestroReuse=true", "-p:MaestroThings=redis");

    var without = new List<double>();
    var with = new List<double>();
    Test(around: true);
    for (var round = 0; round < rounds; round++)
    {
        without.Add(Milliseconds(() => Test(around: false)));
        with.Add(Milliseconds(() => Test(around: true)));
    }

    Run("dotnet", "build", folder, "-t:MaestroDown", "-v:quiet", "--nologo");
    Information("## `dotnet test` of one test, everything up (milliseconds)");
    Information("| environment | median | min | max |");
    Information("|---|---|---|---|");
    Information($"| none | {Median(without):0} | {without.Min():0} | {without.Max():0} |");
    Information($"| up (`MaestroReuse`) | {Median(with):0} | {with.Min():0} | {with.Max():0} |");
}

double Milliseconds(Action action)
{
    var watch = Stopwatch.StartNew();
    action();
    return watch.Elapsed.TotalMilliseconds;
}

double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
