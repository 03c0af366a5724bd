#addin nuget:?package=Maestro.Cake&version=0.1.0

var settings = new MaestroSettings()
    .SetVariable("tag", Argument("tag", "1"))
    .SetTimeout(TimeSpan.FromMinutes(2))
    .SetArtifactsPath("artifacts");

Task("Check")
    .Description("Reports every mistake of the environment file; touches no ship.")
    .Does(() => MaestroValidate("maestro.yaml", settings));

Task("Plan")
    .Description("Shows what Deploy would do.")
    .IsDependentOn("Check")
    .Does(() =>
    {
        settings.DryRun = true;
        MaestroStart("maestro.yaml", settings);
        settings.DryRun = false;
    });

Task("Deploy")
    .Description("Starts what is not running, dependencies first.")
    .IsDependentOn("Plan")
    .Does(() => MaestroStart("maestro.yaml", settings));

Task("Smoke")
    .Description("Asks the page that was deployed.")
    .IsDependentOn("Deploy")
    .Does(async () =>
    {
        var page = MaestroStatus("maestro.yaml", settings).Endpoints.Single(endpoint => endpoint.Service == "web");
        using var client = new System.Net.Http.HttpClient();
        Information("{0}", await client.GetStringAsync($"http://{page.Host}:{page.Port}/"));
    });

Task("Down")
    .Description("Stops and removes everything, dependants first.")
    .Does(() => MaestroDown("maestro.yaml", settings));

RunTarget(Argument("target", "Smoke"));
