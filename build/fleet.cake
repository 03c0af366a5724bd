// Three ships on this machine, made by tests/Fleet, for whoever wants to try many hosts: samples/fleet runs on them.

const int MostLettersOfFleetFolder = 75; // its unix sockets lie deeper

DirectoryPath FleetFolder
{
    get
    {
        var folder = MakeAbsolute(Directory("artifacts/fleet")).FullPath;
        var path = System.Text.Encoding.UTF8.GetBytes(folder);
        return path.Length <= MostLettersOfFleetFolder
            ? folder
            : "/var/lib/maestro-fleet-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(path))[..8];
    }
}

void BringUpFleet()
{
    if (!IsRunningOnLinux() || !System.Environment.IsPrivilegedProcess)
    {
        throw new CakeException("A fleet of real engines needs Linux and root: see tests/Fleet/README.md.");
    }

    InstallTool();
    Fleet("up", "3");
    Fleet("load", "all");
    Fleet("registry");
    foreach (var dockerfile in GetFiles("samples/fleet/*/Dockerfile"))
    {
        var folder = dockerfile.GetDirectory();
        Fleet("build", $"fleet-sample/{folder.GetDirectoryName()}:1", folder.FullPath);
    }

    Stage("Three ships are up");
    Fleet("status");
    Information($"To use them:    set -a; . {FleetFolder}/env; set +a; PATH=$PATH:{MaestroTool.GetDirectory()}");
    Information("To try Maestro: cd samples/fleet; maestro start; maestro status; maestro logs -n 3; maestro stop -a");
    Information("To break them:  tests/Fleet/fleet fault ship2 freeze; tests/Fleet/README.md says what else there is");
    Information("To end them:    ./build.sh --target=Down");
}

void TakeFleetDown()
{
    if (IsRunningOnLinux() && FileExists(FleetFolder.CombineWithFilePath(".fleet")))
    {
        Fleet("down");
    }
}

void Fleet(params string[] words)
{
    System.Environment.SetEnvironmentVariable("FLEET_DIR", FleetFolder.FullPath);
    System.Environment.SetEnvironmentVariable("FLEET_IMAGES", MakeAbsolute(Directory("artifacts/fleet-images")).FullPath);
    System.Environment.SetEnvironmentVariable("FLEET_REDIS", "0");
    Run("bash", ["tests/Fleet/fleet", .. words]);
}
