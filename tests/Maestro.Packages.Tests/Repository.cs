using System.Runtime.InteropServices;

namespace Maestro.Packages.Tests;

/// <summary>Where the packages are that the build has made.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PackagesFolder { get; } = Path.Combine(Root, "artifacts", "packages");

    /// <summary>The platform that packages have been made for, as .NET names it.</summary>
    public static string Platform => RuntimeInformation.RuntimeIdentifier;

    /// <summary>The newest package of that id.</summary>
    public static FileInfo Package(string id)
    {
        var packages = Directory.Exists(PackagesFolder) ? new DirectoryInfo(PackagesFolder).GetFiles($"{id}.*.nupkg") : [];
        return packages.Where(p => char.IsAsciiDigit(p.Name[id.Length + 1])).MaxBy(p => p.LastWriteTimeUtc)
            ?? throw new InvalidOperationException($"There is no package {id} in {PackagesFolder}: run './build.sh --target=Test', which packs before it tests.");
    }

    public static string Version(string id) => Path.GetFileNameWithoutExtension(Package(id).Name)[(id.Length + 1)..];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Maestro.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run below the folder of Maestro.sln.");
    }
}
