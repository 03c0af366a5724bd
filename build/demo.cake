// The main job, shown: samples/quickstart deployed by MSBuild, by the tool and by Cake.

DirectoryPath Sample => MakeAbsolute(Directory("samples/quickstart"));

FilePath SampleProject => Sample.CombineWithFilePath("Quickstart.csproj");

FilePath MaestroTool => MakeAbsolute(File("artifacts/tools/maestro"));

void ShowDemo()
{
    Stage("Installing the packed tool");
    InstallTool();
    TakeDemoDown(); // of an earlier time

    Stage("MSBuild: dotnet build samples/quickstart/Quickstart.csproj -t:MaestroStart");
    Run("dotnet", "build", SampleProject.FullPath, "-t:MaestroStart");
    Maestro("status");
    var page = FindPage();
    ShowCounterRise(page);

    Stage("MSBuild: dotnet build samples/quickstart/Quickstart.csproj -t:MaestroStop");
    Run("dotnet", "build", SampleProject.FullPath, "-t:MaestroStop");
    ShowStopOrder("web-1", "redis-1");

    Stage("The tool: maestro start");
    Maestro("start");
    ShowCounterRise(page);
    Maestro("stop", "-a");
    ShowStopOrder("web-1", "redis-1");

    Stage("Cake: dotnet cake --target=Deploy, in samples/quickstart");
    RunIn(Sample, "dotnet", "tool", "restore");
    RunIn(Sample, "dotnet", "cake", "--target=Deploy");
    ShowCounterRise(page);

    Stage($"Running: look at {page}");
    Information($"To ask more of it: export DOCKER_HOST={EnvironmentVariable("DOCKER_HOST")} PATH=$PATH:{MaestroTool.GetDirectory()}");
    Information("To take it down: ./build.sh --target=Down");
}

void Stage(string line) => Information($"\n>> {line}");

void InstallTool()
{
    if (!FileExists(MaestroTool))
    {
        Run("dotnet", "tool", "install", "Maestro.Cli", "--tool-path", "artifacts/tools", "--add-source", MakeAbsolute(packages).FullPath);
    }
}

void Maestro(params string[] arguments) => RunIn(Sample, MaestroTool.FullPath, arguments);

// Without the tool there was no demo.
void TakeDemoDown()
{
    if (FileExists(MaestroTool))
    {
        Maestro("stop", "-a");
        Maestro("clean");
    }
}

// Where the page is, MSBuild knows: the endpoint of port "http" of instance "web-1".
Uri FindPage()
{
    var json = Read("dotnet", "msbuild", SampleProject.FullPath, "-t:MaestroStatus", "-getItem:MaestroEndpoint");
    using var document = System.Text.Json.JsonDocument.Parse(json);
    var endpoints = document.RootElement.GetProperty("Items").GetProperty("MaestroEndpoint").EnumerateArray();
    var page = endpoints.Single(endpoint => endpoint.GetProperty("Identity").GetString() == "web/web-1/http");
    return new($"http://{page.GetProperty("Host").GetString()}:{page.GetProperty("Port").GetString()}/");
}

void ShowCounterRise(Uri page)
{
    var first = Visits(page);
    var second = Visits(page);
    if (second != first + 1)
    {
        throw new CakeException($"The page counted {first}, then {second} visits: it should count one more each time.");
    }
}

int Visits(Uri page)
{
    using var client = new System.Net.Http.HttpClient { Timeout = TimeSpan.FromSeconds(10) };
    var text = client.GetStringAsync(page).GetAwaiter().GetResult();
    Information($"{page} says: {text}");
    var count = System.Text.RegularExpressions.Regex.Match(text, @"seen (\d+) times");
    return count.Success ? int.Parse(count.Groups[1].Value) : throw new CakeException($"{page} did not say how often it was seen.");
}

void ShowStopOrder(string dependant, string dependency)
{
    var (first, second) = (FinishedAt(dependant), FinishedAt(dependency));
    Information($"The engine says: {dependant} ended at {first:HH:mm:ss.fff}, {dependency} at {second:HH:mm:ss.fff}");
    if (first >= second)
    {
        throw new CakeException($"{dependant} requires {dependency}, so it should have ended before it.");
    }
}

DateTime FinishedAt(string container) =>
    DateTime.Parse(Read("docker", "inspect", "--format", "{{ .State.FinishedAt }}", container), System.Globalization.CultureInfo.InvariantCulture)
        .ToUniversalTime();
