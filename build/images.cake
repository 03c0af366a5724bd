// Images made without a registry: Debian's packages and our own files in a folder, and `docker import` makes an image of it.
using System.Security.Cryptography;

void MakeImages()
{
    MakeImage("maestro/busybox:1", ["busybox-static"], [], FillBusybox, "ENV PATH=/bin", "CMD [\"sh\"]");
    MakeImage("maestro/redis:7", ["redis-tools"], [], FillRedis,
        "ENV PATH=/bin", "WORKDIR /data", "EXPOSE 6379",
        "CMD [\"redis-server\",\"--bind\",\"0.0.0.0\",\"--protected-mode\",\"no\",\"--save\",\"\"]");
    MakeImage("maestro/postgres:15", ["postgresql", "busybox-static"], ["build/postgres.sh"], FillPostgres,
        "ENV PATH=/usr/lib/postgresql/bin:/bin", "ENV PGDATA=/var/lib/postgresql/data", "USER postgres", "EXPOSE 5432",
        "ENTRYPOINT [\"postgres.sh\"]");
    MakeImage("maestro/quickstart-web:1", ["libc6", "libgcc-s1", "libstdc++6"],
        ["samples/quickstart/web/*.cs*", $"src/Maestro.Guest/bin/{configuration}/net10.0/Maestro.Guest.dll"], FillQuickstartWeb,
        "ENV DOTNET_EnableDiagnostics=0", "WORKDIR /app", "EXPOSE 5000", "CMD [\"/app/Quickstart.Web\"]");
}

void FillBusybox(DirectoryPath root)
{
    var busybox = root.CombineWithFilePath("bin/busybox").FullPath;
    foreach (var applet in Read(busybox, "--list").Split('\n').Where(applet => applet != "busybox"))
    {
        System.IO.File.CreateSymbolicLink(root.CombineWithFilePath("bin/" + applet).FullPath, "busybox");
    }
}

// The server is one of the tools under another name; the package redis-server holds little but a link to it.
void FillRedis(DirectoryPath root)
{
    System.IO.File.CreateSymbolicLink(root.CombineWithFilePath("bin/redis-server").FullPath, "redis-check-rdb");
    CreateDirectory(root.Combine("data"));
}

// The server refuses to be root, and so has a user. Left out are the compiler of queries, without which it does, and Perl, which Debian's scripts use.
void FillPostgres(DirectoryPath root)
{
    Remove(GetDirectories($"{root}/usr/lib/postgresql/*/lib/bitcode").Single());
    Remove(GetDirectories($"{root}/usr/lib/*/perl").Single());
    DeleteFiles($"{root}/usr/lib/*/{{libLLVM,libz3,libperl}}*");
    var programs = GetDirectories($"{root}/usr/lib/postgresql/*/bin").Single();
    System.IO.Directory.CreateSymbolicLink($"{root}/usr/lib/postgresql/bin", $"/{root.GetRelativePath(programs)}");
    System.IO.File.CreateSymbolicLink($"{root}/bin/sh", "busybox");
    CopyFile("build/postgres.sh", $"{root}/bin/postgres.sh");
    EnsureDirectoryExists(root.Combine("etc"));
    System.IO.File.WriteAllText($"{root}/etc/passwd", "postgres:x:999:999::/var/lib/postgresql:/bin/sh\n");
    EnsureDirectoryExists(root.Combine("var/lib/postgresql"));
    Run("chmod", "1777", $"{root}/var/lib/postgresql");
}

void FillQuickstartWeb(DirectoryPath root)
{
    var architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture;
    DotNetPublish("samples/quickstart/web", new()
    {
        Configuration = "Release",
        Runtime = $"linux-{architecture.ToString().ToLowerInvariant()}",
        SelfContained = true,
        OutputDirectory = root.Combine("app"),
    });
}

// An image remembers what it was made of, and is made again only when that changed.
void MakeImage(string name, string[] debian, string[] inputs, Action<DirectoryPath> fill, params string[] changes)
{
    var archives = DownloadDebian(debian);
    var origin = OriginOf(archives, inputs, changes);
    if (TryRead("docker", ["image", "inspect", "--format", "{{ index .Config.Labels \"origin\" }}", name], out var present, out _)
        && present == origin)
    {
        Information($"{name} is up to date");
        return;
    }

    Information($"Making {name}");
    var root = MakeAbsolute(Directory("artifacts/image"));
    Remove(root);
    EnsureDirectoryExists(root.Combine("tmp"));
    UnpackDebian(root, archives);
    fill(root);
    Import(root, name, changes.Append($"LABEL origin={origin}"));
    Remove(root);
}

void Import(DirectoryPath root, string name, IEnumerable<string> changes)
{
    TryRead("docker", ["image", "inspect", "--format", "{{ .Id }}", name], out var replaced, out _);
    var archive = root.FullPath + ".tar";
    Run("tar", "--owner=0", "--group=0", "--numeric-owner", "-cf", archive, "-C", root.FullPath, ".");
    Run("docker", ["import", .. changes.SelectMany(change => (string[])["--change", change]), archive, name]);
    DeleteFile(archive);
    if (replaced.Length > 0)
    {
        Succeeds("docker", "image", "rm", replaced); // unless a container still uses it
    }
}

string OriginOf(IEnumerable<FilePath> archives, string[] inputs, string[] changes)
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    var names = archives.Select(archive => archive.GetFilename().ToString()).Order(StringComparer.Ordinal);
    hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', names.Concat(changes))));
    string[] all = ["global.json", "build/images.cake", "build/debian.cake", .. inputs];
    foreach (var file in all.SelectMany(pattern => GetFiles(pattern).OrderBy(file => file.FullPath, StringComparer.Ordinal)))
    {
        hash.AppendData(System.IO.File.ReadAllBytes(file.FullPath));
    }

    return Convert.ToHexStringLower(hash.GetHashAndReset());
}
