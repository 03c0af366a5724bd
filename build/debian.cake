// Debian's packages, in two ways: installed on this machine, or unpacked into a folder that becomes an image.

bool OnDebian => IsRunningOnLinux() && FileExists("/etc/debian_version") && HasProgram("apt-get");

bool MayInstall => OnDebian && System.Environment.IsPrivilegedProcess;

void InstallWhatTestsNeed()
{
    string[] needed = ["docker.io", "iproute2", "openssh-server", "openssl", "busybox-static", "docker-registry", "gcc", "libc6-dev"];
    if (MayInstall)
    {
        InstallMissing(needed);
    }
    else if (OnDebian)
    {
        var missing = needed.Where(package => !IsInstalled(package));
        Information($"Not root, so nothing is installed; missing: {string.Join(", ", missing.DefaultIfEmpty("nothing"))}");
    }
}

void InstallMissing(params string[] needed)
{
    var missing = needed.Where(package => !IsInstalled(package)).ToArray();
    if (missing.Length == 0)
    {
        return;
    }

    Information($"Installing Debian packages: {string.Join(", ", missing)}");
    Run("apt-get", "-qq", "update");
    WithoutStartingServices(() =>
        Run("apt-get", ["-qq", "-o", "Dpkg::Use-Pty=0", "install", "--yes", "--no-install-recommends", "--no-remove", .. missing]));
}

// Docker's own packages and the plain busybox serve as well, and could not stay beside Debian's.
bool IsInstalled(string package) => package switch
{
    "docker.io" => HasProgram("dockerd") && HasProgram("docker"),
    "busybox-static" => IsListed(package) || IsListed("busybox"),
    _ => IsListed(package),
};

bool IsListed(string package) =>
    TryRead("dpkg-query", ["--show", "--showformat=${db:Status-Status}", package], out var status, out _) && status == "installed";

// Neither a system-wide engine nor an ssh server shall come up because our tests need the programs.
void WithoutStartingServices(Action install)
{
    const string policy = "/usr/sbin/policy-rc.d";
    var ours = !FileExists(policy);
    if (ours)
    {
        System.IO.File.WriteAllText(policy, "#!/bin/sh\nexit 101\n");
        Run("chmod", "755", policy);
    }

    System.Environment.SetEnvironmentVariable("DEBIAN_FRONTEND", "noninteractive");
    try
    {
        install();
    }
    finally
    {
        if (ours)
        {
            DeleteFile(policy);
        }
    }
}

// Downloads packages with all they depend on, as if for an empty machine: nothing of this one gets into an image.
FilePathCollection DownloadDebian(string[] wanted)
{
    if (!OnDebian)
    {
        throw new CakeException("The images are made from Debian's packages: run this build on Debian or Ubuntu.");
    }

    var archives = MakeAbsolute(Directory("artifacts/debian")).Combine(string.Join('_', wanted));
    if (!DirectoryExists(archives))
    {
        Information($"Downloading Debian packages: {string.Join(", ", wanted)}");
        Download(archives, wanted);
    }

    return GetFiles($"{archives}/*.deb");
}

void Download(DirectoryPath archives, string[] wanted)
{
    var incomplete = MakeAbsolute(Directory("artifacts/debian/incomplete"));
    Remove(incomplete);
    EnsureDirectoryExists(incomplete.Combine("partial"));
    System.IO.File.WriteAllText($"{incomplete}/status", "");
    string[] download =
    [
        "-qq", "--yes", "--download-only", "--no-install-recommends",
        "-o", $"Dir::State::status={incomplete}/status", "-o", $"Dir::Cache::archives={incomplete}",
        "-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=root", "install", .. wanted,
    ];
    if (!Succeeds("apt-get", download)) // most often the package lists are old or missing
    {
        Run("apt-get", "-qq", "update");
        Run("apt-get", download);
    }

    MoveDirectory(incomplete, archives);
}

void UnpackDebian(DirectoryPath root, IEnumerable<FilePath> archives)
{
    LayOutMergedUsr(root);
    foreach (var archive in archives)
    {
        Run("sh", "-c", "dpkg-deb --fsys-tarfile \"$1\" | tar -x --keep-directory-symlink -C \"$2\"", "sh", archive.FullPath, root.FullPath);
    }

    foreach (var unused in (string[])["etc", "var", "usr/include"])
    {
        Remove(root.Combine(unused));
    }

    // Documentation and translations, but for what a server reads when it runs.
    foreach (var shared in GetSubDirectories(root.Combine("usr/share")).Where(folder => folder.GetDirectoryName() is not ("postgresql" or "zoneinfo")))
    {
        Remove(shared);
    }

    foreach (var characterSets in GetDirectories($"{root}/usr/lib/*/gconv"))
    {
        Remove(characterSets);
    }
}

void LayOutMergedUsr(DirectoryPath root)
{
    foreach (var name in (string[])["bin", "sbin", "lib", "lib64"])
    {
        EnsureDirectoryExists(root.Combine("usr").Combine(name));
        System.IO.Directory.CreateSymbolicLink(root.Combine(name).FullPath, $"usr/{name}");
    }
}
