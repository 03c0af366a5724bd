namespace Maestro.Engine.Execution;

/// <summary>Folders for what Maestro keeps on this machine while it works: per user, where only the user may enter.</summary>
internal static class OwnFolder
{
    /// <summary>The path; below the shared temporary folder only for a user without a home.</summary>
    /// <param name="name">Such as <c>locks</c>.</param>
    public static string PathOf(string name)
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return own.Length > 0 ? Path.Combine(own, "maestro", name) : Path.Combine(Path.GetTempPath(), $"maestro-{Environment.UserName}", name);
    }

    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
