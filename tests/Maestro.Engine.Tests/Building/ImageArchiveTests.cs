using System.IO.Compression;
using Maestro.Engine.Building;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Building;

public sealed class ImageArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tells_names_and_ids_of_what_docker_save_writes()
    {
        var image = Assert.Single((await ReadAsync(FakeArchive.Of("a", "team/web:1", "team/web:latest"))).Images);

        Assert.Equal(["team/web:1", "team/web:latest"], image.Names);
        Assert.Equal([FakeArchive.IdOf(FakeArchive.Configuration("a"))], image.Ids);
    }

    [Fact]
    public async Task Tells_names_and_ids_of_an_OCI_layout()
    {
        var image = Assert.Single((await ReadAsync(FakeArchive.OciLayout("a", "docker.io/team/web:1"))).Images);

        Assert.True(image.IsNamed(ImageReference.Parse("team/web:1")));
        Assert.Equal(2, image.Ids.Count);
        Assert.Equal(FakeArchive.IdOf(FakeArchive.Configuration("a")), image.Ids[0]);
    }

    [Fact]
    public async Task Reads_what_is_zipped()
    {
        using var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(FakeArchive.Of("a", "team/web:1"));
        }

        Assert.Equal("team/web:1", Assert.Single(Assert.Single((await ReadAsync(zipped.ToArray())).Images).Names));
    }

    [Fact]
    public async Task Finds_the_image_of_a_name_or_else_the_only_one()
    {
        var several = await ReadAsync(FakeArchive.Of(("team/web:1", FakeArchive.Configuration("a")), ("redis:7", FakeArchive.Configuration("b"))));
        var only = await ReadAsync(FakeArchive.Of("a", "team/web:1"));
        var nameless = await ReadAsync(FakeArchive.Of("a", (string?)null));

        Assert.Equal(FakeArchive.IdOf(FakeArchive.Configuration("b")), several.Find(ImageReference.Parse("docker.io/library/redis:7")).Ids[0]);
        Assert.Equal("team/web:1", only.Find(ImageReference.Parse("other:1")).Names[0]);
        Assert.Empty(nameless.Find(ImageReference.Parse("other:1")).Names);
        var lost = Assert.Throws<BuildInputException>(() => several.Find(ImageReference.Parse("other:1")));
        Assert.Contains("has 2 images and none of them is named other:1: team/web:1, redis:7. Say by 'image' which one is meant.", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_one_image_with_two_entries_as_one()
        => Assert.Equal(["a:1", "b:1"], Assert.Single((await ReadAsync(FakeArchive.Of(("a:1", FakeArchive.Configuration("x")), ("b:1", FakeArchive.Configuration("x"))))).Images).Names);

    [Theory]
    [InlineData("no tar", "is no tar archive of an image")]
    [InlineData("", "is no archive of an image: it has neither a manifest.json")]
    public async Task Says_what_is_no_archive(string content, string message)
    {
        var broken = await Assert.ThrowsAsync<BuildInputException>(() => ReadAsync(System.Text.Encoding.UTF8.GetBytes(content.PadRight(content.Length == 0 ? 0 : 1024, 'x'))));

        Assert.Contains(message, broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes.txt", "hello")]
    [InlineData("manifest.json", "[]")]
    [InlineData("manifest.json", """[{"Config":"missing.json"}]""")]
    [InlineData("index.json", """{"manifests":[{"digest":"sha256:aa"}]}""")]
    public async Task Says_when_there_is_no_image_in_it(string file, string content)
        => Assert.Contains("is no archive of an image", (await Assert.ThrowsAsync<BuildInputException>(() => ReadAsync(TarOf(file, content)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"Config":1}]""")]
    public async Task Says_when_its_manifest_is_broken(string manifest)
        => Assert.Contains("archive", (await Assert.ThrowsAsync<BuildInputException>(() => ReadAsync(TarOf("manifest.json", manifest)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Says_when_it_is_not_there()
    {
        var path = Path.Combine(_folder.Path, "nowhere.tar");

        var missing = await Assert.ThrowsAsync<BuildInputException>(() => ImageArchive.ReadAsync(path, CancellationToken.None));

        Assert.StartsWith($"There is no archive '{path}'.", missing.Message, StringComparison.Ordinal);
    }

    private static byte[] TarOf(string file, string content) => FakeArchive.Tar([(file, System.Text.Encoding.UTF8.GetBytes(content))]);

    private async Task<ImageArchive> ReadAsync(byte[] content)
    {
        var path = Path.Combine(_folder.Path, "images.tar");
        await File.WriteAllBytesAsync(path, content);
        return await ImageArchive.ReadAsync(path, CancellationToken.None);
    }
}
