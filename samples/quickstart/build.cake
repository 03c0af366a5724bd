#addin nuget:?package=Maestro.Cake&version=0.1.0

Task("Deploy")
    .Description("Starts redis, then the web service that requires it.")
    .Does(() => MaestroStart("maestro.yaml"));

Task("Stop")
    .Description("Stops the web service, then redis.")
    .Does(() => MaestroStop("maestro.yaml"));

RunTarget(Argument("target", "Deploy"));
