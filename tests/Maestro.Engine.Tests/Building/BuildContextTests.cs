using System.Formats.Tar;
using Maestro.Engine.Building;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Building;

public sealed class BuildContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sends_every_file_with_its_rights_and_links_as_links()
    {
        Write("Dockerfile", "FROM scratch\n");
        Write("src/a.txt", "a");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "web", "empty"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "web", "link"), "src/a.txt");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Write("run.sh", "echo"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var entries = await EntriesAsync();

        Assert.Equal(["Dockerfile", "empty/", "link", "run.sh", "src/", "src/a.txt"], entries.Keys);
        Assert.Equal((TarEntryType.SymbolicLink, "src/a.txt"), (entries["link"].EntryType, entries["link"].LinkName));
        Assert.Equal("a", TextOf(entries["src/a.txt"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, entries["run.sh"].Mode);
        Assert.All(entries.Values, e => Assert.Equal((0, 0), (e.Uid, e.Gid)));
    }

    [Fact]
    public async Task Leaves_out_what_the_dockerignore_names_but_what_the_build_itself_needs()
    {
        Write("Dockerfile", "FROM scratch\n");
        Write(".dockerignore", "**\n!src/*.cs\n");
        Write("src/a.cs", "a");
        Write("src/obj/a.dll", "a");
        Write("secret.txt", "a");

        var entries = await EntriesAsync();

        Assert.Equal([".dockerignore", "Dockerfile", "src/a.cs"], entries.Keys);
        Assert.Equal("**\n!src/*.cs\n", TextOf(entries[".dockerignore"]));
    }

    [Fact]
    public async Task A_Dockerfile_may_have_a_dockerignore_of_its_own()
    {
        Write("debug.Dockerfile", "FROM scratch\n");
        Write("debug.Dockerfile.dockerignore", "a.txt");
        Write(".dockerignore", "b.txt");
        Write("a.txt", "a");
        Write("b.txt", "b");

        var entries = await EntriesAsync("debug.Dockerfile");

        Assert.Equal([".dockerignore", "b.txt", "debug.Dockerfile", "debug.Dockerfile.dockerignore"], entries.Keys);
        Assert.Equal("a.txt\n.dockerignore\n", TextOf(entries[".dockerignore"]));
    }

    [Fact]
    public async Task A_Dockerfile_outside_comes_along_without_being_part_of_the_image()
    {
        _folder.Write("docker/Dockerfile", "FROM scratch\n");
        Write("a.txt", "a");

        var context = Open("../docker/Dockerfile");
        var entries = await EntriesAsync("../docker/Dockerfile");

        Assert.Equal([".dockerignore", ".maestro.Dockerfile", "a.txt"], entries.Keys);
        Assert.Equal("FROM scratch\n", TextOf(entries[context.Dockerfile]));
        Assert.Equal("\n.maestro.Dockerfile\n.dockerignore\n", TextOf(entries[".dockerignore"]));
    }

    [Fact]
    public async Task The_hash_changes_with_whatever_the_image_is_made_from()
    {
        Write("Dockerfile", "FROM scratch\n");
        var file = Write("src/a.txt", "a");
        var hashes = new List<string> { await HashAsync() };

        await NoteAsync(() => Write("src/a.txt", "b"));
        await NoteAsync(() => File.Move(file, file + "2"));
        await NoteAsync(() => Write("Dockerfile", "FROM busybox\n"));
        await NoteAsync(() => Directory.CreateDirectory(Path.Combine(_folder.Path, "web", "empty")));
        await NoteAsync(() => File.CreateSymbolicLink(Path.Combine(_folder.Path, "web", "link"), "a"));
        hashes.Add(await HashAsync(b => b with { Target = "debug" }));
        hashes.Add(await HashAsync(b => b with { Args = new Dictionary<string, string> { ["A"] = "1" } }));
        hashes.Add(await HashAsync(b => b with { Args = new Dictionary<string, string> { ["A"] = "2" } }));

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.All(hashes, h => Assert.Matches("^[0-9a-f]{64}$", h));

        async Task NoteAsync(Action change)
        {
            change();
            hashes.Add(await HashAsync());
        }
    }

    [Fact]
    public async Task The_hash_is_the_same_for_the_same_files_elsewhere_and_later()
    {
        foreach (var folder in new[] { "web", "copy" })
        {
            _folder.Write($"{folder}/Dockerfile", "FROM scratch\n");
            File.SetLastWriteTimeUtc(_folder.Write($"{folder}/a.txt", "a"), folder == "web" ? DateTime.UnixEpoch.AddYears(30) : DateTime.UnixEpoch.AddYears(40));
        }

        Assert.Equal(await HashAsync(), await HashAsync(_ => new DockerfileBuild(Path.Combine(_folder.Path, "copy"), Path.Combine(_folder.Path, "copy", "Dockerfile"))));
    }

    [Fact]
    public async Task The_hash_does_not_mind_what_is_left_out()
    {
        Write("Dockerfile", "FROM scratch\n");
        Write(".dockerignore", "notes");
        var before = await HashAsync();

        Write("notes", "anything");

        Assert.Equal(before, await HashAsync());
    }

    [Theory]
    [InlineData("web", "Dockerfile", "There is no Dockerfile '")]
    [InlineData("nowhere", "Dockerfile", "There is no folder '")]
    public void Says_what_is_not_there(string context, string dockerfile, string message)
    {
        Write("a.txt", "a");
        var folder = Path.Combine(_folder.Path, context);

        var missing = Assert.Throws<BuildInputException>(() => BuildContext.Open(new DockerfileBuild(folder, Path.Combine(folder, dockerfile)), CancellationToken.None));

        Assert.StartsWith(message, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_file_is_gone_in_the_middle()
    {
        Write("Dockerfile", "FROM scratch\n");
        var file = Write("a.txt", "a");
        var context = Open();
        File.Delete(file);

        var gone = await Assert.ThrowsAsync<BuildInputException>(() => context.WriteAsync(Stream.Null, CancellationToken.None));

        Assert.Contains($"'{file}' cannot be read", gone.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string content) => _folder.Write($"web/{name}", content);

    private DockerfileBuild Build(string dockerfile) => new(Path.Combine(_folder.Path, "web"), Path.GetFullPath(dockerfile, Path.Combine(_folder.Path, "web")));

    private BuildContext Open(string dockerfile = "Dockerfile") => BuildContext.Open(Build(dockerfile), CancellationToken.None);

    private Task<string> HashAsync(Func<DockerfileBuild, DockerfileBuild>? change = null)
        => BuildContext.Open(change?.Invoke(Build("Dockerfile")) ?? Build("Dockerfile"), CancellationToken.None).HashAsync(CancellationToken.None);

    private async Task<SortedDictionary<string, TarEntry>> EntriesAsync(string dockerfile = "Dockerfile")
    {
        using var archive = new MemoryStream();
        await Open(dockerfile).WriteAsync(archive, CancellationToken.None);
        archive.Position = 0;
        var entries = new SortedDictionary<string, TarEntry>(StringComparer.Ordinal);
        await using var tar = new TarReader(archive);
        while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
        {
            entries.Add(entry.Name, entry);
        }

        return entries;
    }

    private static string TextOf(TarEntry entry)
    {
        using var reader = new StreamReader(entry.DataStream!);
        return reader.ReadToEnd();
    }
}
