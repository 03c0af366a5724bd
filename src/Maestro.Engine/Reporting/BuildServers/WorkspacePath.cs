namespace Maestro.Engine.Reporting.BuildServers;

/// <summary>A file as a build server names it: from the root of what it has checked out.</summary>
internal static class WorkspacePath
{
    /// <returns>The path with <c>/</c> between its parts; as it was given when it lies elsewhere.</returns>
    public static string Of(string file, string workingDirectory, string? workspace)
    {
        if (string.IsNullOrEmpty(workspace))
        {
            return file;
        }

        var relative = Path.GetRelativePath(workspace, Path.GetFullPath(file, Path.GetFullPath(workingDirectory)));
        var isInside = !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
        return isInside ? relative.Replace(Path.DirectorySeparatorChar, '/') : file;
    }
}
