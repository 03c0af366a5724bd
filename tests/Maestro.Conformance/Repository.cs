namespace Maestro.Conformance;

/// <summary>Where the cases of this repository are.</summary>
internal static class Repository
{
    private static readonly string Project = Path.Combine(Root(), "tests", "Maestro.Conformance");

    public static string Cases { get; } = Path.Combine(Project, "cases");

    public static NotYetList NotYet { get; } = NotYetList.Parse(File.ReadAllText(Path.Combine(Project, "not-yet.txt")));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Maestro.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The runner does not stand below the folder of Maestro.sln.");
    }
}
