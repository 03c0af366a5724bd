namespace Maestro.Engine.Testing;

/// <summary>Finds an environment file for a test: tests run in their output folder, and the file lies beside the project or the solution.</summary>
internal static class EnvironmentSearch
{
    /// <summary>The file as it was given if it is there, or in the nearest folder above the program that has it; else as it was given.</summary>
    /// <param name="file">A path; one that is not relative is not looked for.</param>
    /// <param name="workingDirectory">Where a relative path starts from.</param>
    /// <param name="program">The folder of the program.</param>
    public static string Find(string file, string workingDirectory, string program)
    {
        if (Path.IsPathRooted(file) || File.Exists(Path.Combine(workingDirectory, file)))
        {
            return Path.GetFullPath(file, workingDirectory);
        }

        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
            {
                return Path.GetFullPath(file, folder.FullName);
            }
        }

        return Path.GetFullPath(file, workingDirectory);
    }
}
