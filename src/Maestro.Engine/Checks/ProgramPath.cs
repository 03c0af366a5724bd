namespace Maestro.Engine.Checks;

/// <summary>Finds the program of a command as a shell would.</summary>
internal static class ProgramPath
{
    /// <param name="path">The folders to look in; those of this process's PATH when null.</param>
    /// <returns>Its path; null when there is none.</returns>
    public static string? Find(string name, string workingDirectory, string? path = null)
        => name.Contains('/', StringComparison.Ordinal) || Path.IsPathRooted(name)
            ? Candidates(Path.GetFullPath(name, workingDirectory)).FirstOrDefault(IsProgram)
            : (path ?? Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(folder => Candidates(Path.GetFullPath(name, Path.GetFullPath(folder, workingDirectory))))
                .FirstOrDefault(IsProgram);

    private static IEnumerable<string> Candidates(string path)
        => OperatingSystem.IsWindows()
            ? [path, .. (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE").Split(';').Select(ending => path + ending)]
            : [path];

    private static bool IsProgram(string path)
        => File.Exists(path)
            && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
