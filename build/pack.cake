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
    if (CanLink)
    {
        PackNativeTool(Read("dotnet", "msbuild", tool, "-getProperty:NETCoreSdkPortableRuntimeIdentifier"));
    }
    else
    {
        Information("No C compiler (gcc or clang): the tool is packed for this platform as for others, compiled ahead but not to a program.");
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

bool CanLink => !IsRunningOnWindows() && (HasProgram("clang") || HasProgram("gcc"));

// Takes the place of the package of that platform. Compiling takes minutes, so what was made of the same code is kept.
void PackNativeTool(string platform)
{
    var made = MakeAbsolute(Directory("artifacts/native")).Combine(OriginOfTool());
    if (GetFiles($"{made}/*.nupkg").Count == 0)
    {
        Remove("artifacts/native");
        Information($"Compiling the tool to a program for {platform}");
        DotNetPack(tool, new()
        {
            Configuration = configuration,
            Runtime = platform,
            OutputDirectory = made,
            MSBuildSettings = new DotNetMSBuildSettings().WithProperty("NativeTool", "true").WithProperty("BuildProjectReferences", "false"),
        });
    }

    CopyFiles($"{made}/*.nupkg", packages);
}

string OriginOfTool()
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    foreach (var file in GetFiles($"src/Maestro.Cli/bin/{configuration}/net10.0/*.dll").OrderBy(file => file.FullPath, StringComparer.Ordinal)
        .Prepend(tool).Prepend("src/CompiledAhead.props"))
    {
        hash.AppendData(System.IO.File.ReadAllBytes(MakeAbsolute(file).FullPath));
    }

    return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
}
