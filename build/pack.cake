// Packing: every package, and of the tool a native program for the platform that packs, where there is a C compiler to link it.
using System.Security.Cryptography;

void PackAll()
{
    ForgetPackedBefore();
    EnsureDirectoryExists(packages);
    DotNetPack(solution, new()
    {
        Configuration = configuration,
        NoBuild = true,
        OutputDirectory = packages,
        // Else the projects that bundle others would build them, which "no build" forbids.
        MSBuildSettings = new DotNetMSBuildSettings().WithProperty("BuildProjectReferences", "false"),
    });
    if (CanLink())
    {
        PackNativeTool(Read("dotnet", "msbuild", tool, "-getProperty:NETCoreSdkPortableRuntimeIdentifier"));
    }
    else
    {
        Information("No C compiler that links programs (gcc or clang): the tool is packed for this platform as for others, compiled ahead but not to a program.");
    }
}

// Packages are packed again and again under one version, so every copy of the last ones must go.
void ForgetPackedBefore()
{
    CleanDirectory(packages);
    Remove("artifacts/tools");
    foreach (var copy in GetDirectories("artifacts/sample-packages/maestro.*") + GetDirectories("samples/*/tools"))
    {
        Remove(copy);
    }
}

// A compiler may be there without what programs are linked with, or as a name alone.
bool CanLink()
{
    if (IsRunningOnWindows())
    {
        return false;
    }

    var source = MakeAbsolute(File("artifacts/link.c")).FullPath;
    System.IO.File.WriteAllText(source, "int main(void) { return 0; }\n");
    return Succeeds(HasProgram("clang") ? "clang" : "gcc", source, "-o", MakeAbsolute(File("artifacts/link")).FullPath);
}

// Takes the place of the package of that platform. Compiling takes minutes, so what was made of the same code is kept.
void PackNativeTool(string platform)
{
    var programs = MakeAbsolute(Directory("artifacts/native"));
    var (made, making) = (programs.Combine(OriginOfTool(platform)), programs.Combine("making"));
    if (!DirectoryExists(made))
    {
        Remove(programs);
        Information($"Compiling the tool to a program for {platform}");
        DotNetPack(tool, new()
        {
            Configuration = configuration,
            Runtime = platform,
            OutputDirectory = making,
            MSBuildSettings = new DotNetMSBuildSettings().WithProperty("NativeTool", "true").WithProperty("BuildProjectReferences", "false"),
        });
        MoveDirectory(making, made);
    }

    CopyFiles($"{made}/*.nupkg", packages);
}

string OriginOfTool(string platform)
{
    FilePath[] packed =
    [
        tool, "src/CompiledAhead.props", "Directory.Build.props", "Directory.Packages.props", "src/Directory.Build.targets",
        "src/Maestro.Cli/README.md", "docs/maestro.schema.json", "icon.png", "THIRD-PARTY-NOTICES.txt",
    ];
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{platform} {Read("dotnet", "msbuild", tool, "-getProperty:BundledNETCoreAppPackageVersion")}"));
    foreach (var file in GetFiles($"src/Maestro.Cli/bin/{configuration}/net10.0/*.dll").OrderBy(file => file.FullPath, StringComparer.Ordinal)
        .Concat(packed))
    {
        hash.AppendData(System.IO.File.ReadAllBytes(MakeAbsolute(file).FullPath));
    }

    return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
}
