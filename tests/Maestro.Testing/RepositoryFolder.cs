namespace Maestro.Testing;

/// <summary>The repository that the tests were built in.</summary>
public static class RepositoryFolder
{
    public static string Path { get; } = Find();

    public static string PathOf(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Maestro.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the folder of Maestro.sln.");
    }
}
