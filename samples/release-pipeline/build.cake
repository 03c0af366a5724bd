#addin nuget:?package=Maestro.Cake&version=0.1.0

var release = Argument("release", "1");
var settings = new MaestroSettings()
    .SetVariable("release", release)
    .SetTimeout(TimeSpan.FromMinutes(5))
    .SetArtifactsPath("artifacts");

Task("Check")
    .Description("Reports every mistake of the environment file; touches no ship.")
    .Does(() => MaestroValidate("maestro.yaml", settings));

Task("Images")
    .Description("Builds the image of the release once, loads it onto all ships and pulls the others; what runs goes on.")
    .IsDependentOn("Check")
    .Does(() => MaestroPull("maestro.yaml", settings));

Task("Release")
    .Description("Starts what is down, and then replaces what runs another release, one instance after the other.")
    .IsDependentOn("Images")
    .Does(() =>
    {
        MaestroStart("maestro.yaml", settings);
        settings.OnlyIfChanged = true;
        settings.Concurrency = 1;
        MaestroRestart("maestro.yaml", settings);
        settings.OnlyIfChanged = false;
        settings.Concurrency = null;
    });

Task("Smoke")
    .Description("Asks the page of every ship which release it shows.")
    .IsDependentOn("Release")
    .Does(async () =>
    {
        using var client = new System.Net.Http.HttpClient();
        foreach (var page in MaestroStatus("maestro.yaml", settings).Endpoints.Where(endpoint => endpoint.Service == "web"))
        {
            var text = await client.GetStringAsync($"http://{page.Host}:{page.Port}/");
            if (!text.Contains($"This is release {release}."))
            {
                throw new CakeException($"{page.Instance} does not show release {release}: {text}");
            }

            Information("{0} shows release {1} at http://{2}:{3}/", page.Instance, release, page.Host, page.Port);
        }
    });

Task("Down")
    .Description("Stops and removes everything, dependants first.")
    .Does(() => MaestroDown("maestro.yaml", settings));

RunTarget(Argument("target", "Smoke"));
