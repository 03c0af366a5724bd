#addin nuget:?package=Maestro.Cake&version={{version}}

Task("Validate")
    .Description("Reports every mistake of the environment file.")
    .Does(() => MaestroValidate("{{file}}"));

Task("Start")
    .Description("Starts what is not running, dependencies first.")
    .IsDependentOn("Validate")
    .Does(() =>
    {
        foreach (var endpoint in MaestroStart("{{file}}").Endpoints)
        {
            Information("{0}/{1} at {2}:{3}", endpoint.Instance, endpoint.Name, endpoint.Host, endpoint.Port);
        }
    });

Task("Down")
    .Description("Stops and removes everything, dependants first.")
    .Does(() => MaestroDown("{{file}}"));

RunTarget(Argument("target", "Start"));
