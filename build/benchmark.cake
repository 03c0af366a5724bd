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

// A build that starts an environment which is up already, beside the same build with a target that does nothing; alone, and in a process that MSBuild keeps.
void MeasureBuildFront(int rounds)
{
    var targets = MakeAbsolute(File("artifacts/nothing.targets")).FullPath;
    System.IO.File.WriteAllText(targets, "<Project><Target Name=\"Nothing\" /></Project>");
    string[] alone = ["DOTNET_CLI_USE_MSBUILD_SERVER=0", "MSBUILDDISABLENODEREUSE=1"];
    string[] server = ["-u", "MSBUILDDISABLENODEREUSE", "DOTNET_CLI_USE_MSBUILD_SERVER=1", $"MSBUILDNODEHANDSHAKESALT=maestro-{System.Environment.ProcessId}"];
    void Build(string target, string[] variables)
        => Run("env", [.. variables, "dotnet", "build", SampleProject.FullPath, $"-t:{target}", "-v:quiet", $"-p:CustomAfterMicrosoftCommonTargets={targets}"]);

    var table = (from variables in new[] { alone, server } from target in new[] { "Nothing", "MaestroStart" } select (variables, target, times: new List<double>())).ToList();
    for (var round = -3; round < rounds; round++) // three before the first, which the server is kept from
    {
        foreach (var (variables, target, times) in table)
        {
            var time = Milliseconds(() => Build(target, variables));
            if (round >= 0)
            {
                times.Add(time);
            }
        }
    }

    Build("MaestroStop", alone);
    Run("env", [.. server, "dotnet", "build-server", "shutdown", "--msbuild"]);
    Information("## `dotnet build` of samples/quickstart, everything up (milliseconds)");
    Information("| target | median | min | max |");
    Information("|---|---|---|---|");
    foreach (var (variables, target, times) in table)
    {
        Information($"| {target}{(variables == server ? " in the MSBuild server" : "")} | {Median(times):0} | {times.Min():0} | {times.Max():0} |");
    }
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
