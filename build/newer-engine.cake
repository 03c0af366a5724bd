// Tests on the engine of another suite of Debian: a ship of tests/Fleet, so that nothing is installed and this machine's own engine is left alone.

// Every call of the Engine API, and plays that follow close upon each other; all the rest only when asked for.
const string NewerEngineSample = "FullyQualifiedName~RealEngineContractTests|FullyQualifiedName~InterruptionTests.Ctrl_C|FullyQualifiedName~StopTests";

string NewerEngine => Argument("engine", "trixie");

string SuiteOnNewerEngine => $"Maestro.Docker.Tests on the engine of Debian {NewerEngine}";

DirectoryPath NewerShipFolder => FolderOfShips("artifacts/newer-engine");

string[] NewerShipCommand => ["env", $"FLEET_DIR={NewerShipFolder}", $"FLEET_ENGINE={NewerEngine}", "bash", MakeAbsolute(File("tests/Fleet/fleet")).FullPath];

// Debian's keys tell that a package of another suite is what it says, and machines of Debian have them.
bool CanHaveNewerEngine => CanHaveFleet && FileExists("/usr/share/keyrings/debian-archive-keyring.gpg");

// Why there is none, or nothing.
string? LackOfNewerEngine()
{
    if (!CanHaveNewerEngine)
    {
        return "it needs Debian and root: see tests/Fleet/README.md";
    }

    return ExitCodeOf(".", NewerShipCommand[0], [.. NewerShipCommand[1..], "engine"]) == 0 ? null : "it cannot be had from the mirror of this machine";
}

bool PassesOnNewerEngine(bool everything)
{
    Information($"Testing {SuiteOnNewerEngine}");
    var passes = false;
    var ran = Attempt(() =>
    {
        TakeNewerShipDown();
        NewerShip("up", "1");
        NewerShip("docker", "ship1", "version", "--format", "Engine {{ .Server.Version }}: API {{ .Server.MinAPIVersion }} to {{ .Server.APIVersion }}");
        passes = PassesTests("tests/Maestro.Docker.Tests/Maestro.Docker.Tests.csproj", $"Maestro.Docker.Tests.{NewerEngine}", everything ? null : NewerEngineSample, AboardNewerShip);
    });
    return Attempt(TakeNewerShipDown) && ran && passes;
}

// A failure is told and ends nothing: what the tests before it have found is still to be told.
bool Attempt(Action action)
{
    try
    {
        action();
        return true;
    }
    catch (CakeException exception)
    {
        Error(exception.Message);
        return false;
    }
}

void RunOnNewerEngine()
{
    if (LackOfNewerEngine() is { } lack)
    {
        throw new CakeException($"There is no engine of Debian {NewerEngine}: {lack}.");
    }

    CleanDirectory(TestResults);
    Judge(PassesOnNewerEngine(everything: true) ? [] : [SuiteOnNewerEngine], skipped: 0);
}

// In its namespaces, where the ports that it publishes are those of the machine.
string[] AboardNewerShip =>
    [.. NewerShipCommand, "exec", "ship1", "env", "--chdir", MakeAbsolute(Directory(".")).FullPath, "DOCKER_HOST=unix:///run/docker.sock"];

void TakeNewerShipDown()
{
    if (IsRunningOnLinux() && FileExists(NewerShipFolder.CombineWithFilePath(".fleet")))
    {
        NewerShip("down");
    }
}

void NewerShip(params string[] words) => Run(NewerShipCommand[0], [.. NewerShipCommand[1..], .. words]);
