using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Maestro.Testing;

/// <summary>An image that others begin with.</summary>
/// <param name="Configuration">Its configuration, as JSON.</param>
/// <param name="Layer">Its one layer: a tar, zipped.</param>
public sealed partial record BaseImage(byte[] Configuration, byte[] Layer)
{
    private const string DotnetHome = "usr/share/dotnet";

    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static readonly Lazy<Task<BaseImage>> Dotnet = new(MakeDotnetAsync);

    /// <summary>The .NET runtime that this test runs on, with the libraries of this machine that it needs and nothing else.</summary>
    public static Task<BaseImage> OfThisRuntimeAsync() => Dotnet.Value;

    /// <summary>An image without any file.</summary>
    public static BaseImage Empty() => Of(new Dictionary<string, string>());

    private static async Task<BaseImage> MakeDotnetAsync()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var home = Path.GetFullPath("../../..", framework);
        var files = new Dictionary<string, string>();
        foreach (var file in new[] { Path.Combine(home, "dotnet") }.Concat(Directory.EnumerateFiles(Path.Combine(home, "host"), "*", SearchOption.AllDirectories)).Concat(Directory.EnumerateFiles(framework)))
        {
            files[$"{DotnetHome}/{Path.GetRelativePath(home, file)}"] = file;
        }

        foreach (var native in new[] { Path.Combine(home, "dotnet"), Path.Combine(framework, "libcoreclr.so"), Path.Combine(framework, "libSystem.Native.so") })
        {
            (await LibrariesOfAsync(native)).ForEach(library => files[library.TrimStart('/')] = library);
        }

        return Of(files);
    }

    private static BaseImage Of(Dictionary<string, string> files)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp/") { Mode = Executable | UnixFileMode.OtherWrite });
            foreach (var (name, file) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                using var data = File.OpenRead(file);
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = Executable, ModificationTime = DateTimeOffset.UnixEpoch, DataStream = data });
            }
        }

        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar.ToArray());
        }

        return new BaseImage(ConfigurationOf(tar.ToArray()), zipped.ToArray());
    }

    private static byte[] ConfigurationOf(byte[] layer) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["os"] = "linux",
        ["architecture"] = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
        ["config"] = new JsonObject { ["Env"] = new JsonArray($"PATH=/{DotnetHome}", $"DOTNET_ROOT=/{DotnetHome}") },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray($"sha256:{Convert.ToHexStringLower(SHA256.HashData(layer))}") },
        ["history"] = new JsonArray(new JsonObject { ["created_by"] = "a test" }),
    }.ToJsonString());

    private static async Task<List<string>> LibrariesOfAsync(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("ldd", [file]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. Library().Matches(text).Select(match => match.Value)];
    }

    [GeneratedRegex(@"/\S+\.so\S*(?= \()")]
    private static partial Regex Library();
}
