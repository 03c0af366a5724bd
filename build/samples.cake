// Every sample, run as its README says, to its end.

void RunSamples()
{
    RunQuickstart();
    RunCakeScript();
    RunIntegrationTests();
    RunReleasePipeline();
    RunMigration();
}

void RunQuickstart()
{
    try
    {
        ShowDemo();
    }
    finally
    {
        TakeDemoDown();
    }
}

void RunCakeScript()
{
    Stage("samples/cake-script: check, plan, deploy, smoke, down");
    var folder = MakeAbsolute(Directory("samples/cake-script"));
    RunIn(folder, "dotnet", "tool", "restore");
    try
    {
        RunIn(folder, "dotnet", "cake");
    }
    finally
    {
        RunIn(folder, "dotnet", "cake", "--target=Down");
    }
}

void RunIntegrationTests()
{
    Stage("samples/integration-tests: dotnet test, with PostgreSQL and Redis around it");
    RunIn(MakeAbsolute(Directory("samples/integration-tests")), "dotnet", "test");
    var left = Read("docker", "ps", "--all", "--quiet", "--filter", "label=maestro.environment=guestbook");
    if (left.Length > 0)
    {
        throw new CakeException($"The tests should have left no containers; there are: {left}");
    }
}

void RunReleasePipeline()
{
    Stage("samples/release-pipeline: an image is built and released over three ships, then the next one, then the first again");
    if (!CanHaveFleet)
    {
        Information("Left out: a fleet of real engines needs Linux and root.");
        return;
    }

    var folder = MakeAbsolute(Directory("samples/release-pipeline"));
    OnFleet(() =>
    {
        RunIn(folder, "dotnet", "tool", "restore");
        try
        {
            RunIn(folder, "dotnet", "cake");
            RunIn(folder, "dotnet", "cake", "--release=2");
            RunIn(folder, "dotnet", "cake", "--release=1");
        }
        finally
        {
            RunIn(folder, "dotnet", "cake", "--target=Down");
        }
    });
}

void RunMigration()
{
    Stage("samples/maestro-ng-migration: a file of MaestroNG, unchanged");
    var folder = MakeAbsolute(Directory("samples/maestro-ng-migration"));
    System.Environment.SetEnvironmentVariable("SHIP_IP", Read("docker", "network", "inspect", "bridge", "--format", "{{ (index .IPAM.Config 0).Gateway }}"));
    System.Environment.SetEnvironmentVariable("DOCKER_SOCKET", EnvironmentVariable("DOCKER_HOST").Replace("unix://", ""));
    System.Environment.SetEnvironmentVariable("AUDIT_LOG", MakeAbsolute(File("artifacts/visits-audit.log")).FullPath);
    void Ng(params string[] arguments) => RunIn(folder, MaestroTool.FullPath, arguments);
    try
    {
        Ng("validate");
        Ng("deptree");
        Ng("start");
        Ng("status", "--full");
        System.Environment.SetEnvironmentVariable("WEB_COUNT", "3");
        Ng("start");
        Ng("start", "visits-report-1", "-o");
        var told = Read(MaestroTool.FullPath, "logs", "visits-report-1", "-f", folder.CombineWithFilePath("maestro.yaml").FullPath);
        Information(told);
        if (!told.Contains("WEB_VISITS_WEB_3_HOST="))
        {
            throw new CakeException("The report should have been told of the third web instance.");
        }
    }
    finally
    {
        Ng("down", "visits-report-1");
        Ng("down", "-a");
        System.Environment.SetEnvironmentVariable("WEB_COUNT", null);
    }
}
