using System.Diagnostics;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Maestro.Testing;

/// <summary>The smallest root of a file system that is of use in a test: Debian's busybox-static and a name for each of its applets.</summary>
internal static class BusyboxArchive
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode OpenToAll = Executable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit;

    /// <summary>Tells images apart that were made with other changes, or with another busybox.</summary>
    public static string HashOf(IReadOnlyList<string> changes)
    {
        var text = string.Join('\n', [new FileInfo(FindBusybox()).Length.ToString(System.Globalization.CultureInfo.InvariantCulture), .. changes]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    public static async Task<Stream> CreateAsync()
    {
        var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "bin/") { Mode = Executable });
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "tmp/") { Mode = OpenToAll });
            await using var busybox = File.OpenRead(FindBusybox());
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = Executable, DataStream = busybox });
            foreach (var applet in (await ListAppletsAsync()).Where(applet => applet != "busybox"))
            {
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
            }
        }

        archive.Position = 0;
        return archive;
    }

    private static string FindBusybox()
        => Array.Find(["/bin/busybox", "/usr/bin/busybox"], File.Exists)
            ?? throw new FileNotFoundException("There is no busybox for the test images; install Debian's busybox-static.");

    private static async Task<string[]> ListAppletsAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(FindBusybox(), "--list") { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
