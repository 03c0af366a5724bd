using System.Xml.Linq;

namespace Maestro.Cli.Init;

/// <summary>The <c>Directory.Packages.props</c> of a repository that keeps the versions of its packages in one place.</summary>
internal sealed class CentralVersions
{
    private readonly string _path;
    private readonly ProjectText _file;

    private CentralVersions(string path, ProjectText file)
    {
        _path = path;
        _file = file;
    }

    /// <returns>Null when projects in the folder state versions themselves.</returns>
    public static CentralVersions? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "Directory.Packages.props");
            if (File.Exists(path))
            {
                // NuGet reads the nearest one only.
                var file = ProjectText.Read(path);
                return file.IsTrue("ManagePackageVersionsCentrally") ? new(path, file) : null;
            }
        }

        return null;
    }

    /// <returns>What was done, for the user; null when the version is stated there already.</returns>
    public string? Add()
    {
        if (_file.Has("PackageVersion", PackageReference.Package))
        {
            return null;
        }

        _file.AddItems([new XElement("PackageVersion", new XAttribute("Include", PackageReference.Package), new XAttribute("Version", ToolVersion.Text))]);
        return $"added {PackageReference.Package} {ToolVersion.Text} to {Path.GetFileName(_path)}";
    }
}
