namespace Maestro.Engine.Files;

/// <summary>Maestro's own folder of this user on this machine.</summary>
internal static class UserFolder
{
    /// <summary>A folder in it; below the shared temporary folder only for a user without a home.</summary>
    public static string PathOf(string name)
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return own.Length > 0 ? Path.Combine(own, "maestro", name) : Path.Combine(Path.GetTempPath(), $"maestro-{Environment.UserName}", name);
    }

    /// <summary>Makes a folder that only the user may enter.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
