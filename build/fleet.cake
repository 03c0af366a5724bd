// Three ships on this machine, made by tests/Fleet, for whoever wants to try many hosts: samples/fleet runs on them.

const int MostLettersOfFleetFolder = 75; // its unix sockets lie deeper

DirectoryPath FleetFolder => FolderOfShips("artifacts/fleet");

DirectoryPath FolderOfShips(string name)
{
    var folder = MakeAbsolute(Directory(name)).FullPath;
    var path = System.Text.Encoding.UTF8.GetBytes(folder);
    return path.Length <= MostLettersOfFleetFolder
        ? folder
        : "/var/lib/maestro-fleet-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(path))[..8];
}

bool CanHaveFleet => IsRunningOnLinux() && System.Environment.IsPrivilegedProcess;

bool HasFleet => IsRunningOnLinux() && FileExists(FleetFolder.CombineWithFilePath(".fleet"));

void BringUpFleet()
{
    if (!CanHaveFleet)
    {
        throw new CakeException("A fleet of real engines needs Linux and root: see tests/Fleet/README.md.");
    }

    InstallTool();
    RaiseFleet();
    foreach (var dockerfile in GetFiles("samples/fleet/*/Dockerfile"))
    {
        var folder = dockerfile.GetDirectory();
        Fleet("build", $"fleet-sample/{folder.GetDirectoryName()}:1", folder.FullPath);
    }

    Stage("Three ships are up");
    Fleet("status");
    Information($"To use them:    set -a; . {FleetFolder}/env; set +a; PATH=$PATH:{MaestroTool.GetDirectory()}");
    Information("To try Maestro: cd samples/fleet; maestro start; maestro status; maestro logs -n 3; maestro stop -a");
    Information("To release:     cd samples/release-pipeline; dotnet tool restore; dotnet cake; dotnet cake --release=2; dotnet cake --target=Down");
    Information("To break them:  tests/Fleet/fleet fault ship2 freeze; tests/Fleet/README.md says what else there is");
    Information("To end them:    ./build.sh --target=Down");
}

void TakeFleetDown()
{
    if (HasFleet)
    {
        Fleet("down");
    }
}

// Ships that are up already stay up.
void OnFleet(Action use)
{
    var wasUp = HasFleet;
    try
    {
        RaiseFleet();
        foreach (var variable in System.IO.File.ReadLines($"{FleetFolder}/env").Select(line => line.Split('=', 2)))
        {
            System.Environment.SetEnvironmentVariable(variable[0], variable[1].Trim('"'));
        }

        use();
    }
    finally
    {
        if (!wasUp)
        {
            TakeFleetDown();
        }
    }
}

void RaiseFleet()
{
    Fleet("up", "3");
    Fleet("load", "all");
    Fleet("registry");
}

void Fleet(params string[] words)
{
    System.Environment.SetEnvironmentVariable("FLEET_DIR", FleetFolder.FullPath);
    System.Environment.SetEnvironmentVariable("FLEET_IMAGES", MakeAbsolute(Directory("artifacts/fleet-images")).FullPath);
    System.Environment.SetEnvironmentVariable("FLEET_REDIS", "0");
    Run("bash", ["tests/Fleet/fleet", .. words]);
}
