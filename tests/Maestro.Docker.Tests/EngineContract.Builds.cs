using System.Formats.Tar;
using System.Text;
using Maestro.Engine.Docker;

namespace Maestro.Docker.Tests;

// Images that are built, saved, loaded and named.
public abstract partial class EngineContract
{
    private const string Built = "maestro-test/contract-built:1";

    [Fact]
    public async Task Builds_an_image_and_tells_how_it_goes()
    {
        var request = new BuildImageRequest(Built, "sub/Dockerfile")
        {
            Args = new Dictionary<string, string> { ["TEXT"] = "a b&c" },
            Labels = new Dictionary<string, string> { ["maestro.sources"] = "abc" },
        };

        var output = await BuildAsync(request, ("sub/Dockerfile", $"FROM {Image}\nARG TEXT\nCOPY a.txt /\n"), ("a.txt", NewName("content")));

        var image = (await _client.InspectImageAsync(Built, Token))!;
        Assert.Equal("abc", image.Labels["maestro.sources"]);
        Assert.Equal(image.Id, output.Last(o => o.ImageId is not null).ImageId);
        Assert.True(image.Size > 0);
        var text = string.Concat(output.Select(o => o.Text));
        Assert.Contains("Step 1/4 : FROM ", text, StringComparison.Ordinal);
        Assert.Contains("Step 3/4 : COPY a.txt /\n", text, StringComparison.Ordinal);
        Assert.Contains("Step 4/4 : LABEL ", text, StringComparison.Ordinal);
        Assert.Contains($"Successfully tagged {Built}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_why_a_build_fails()
    {
        var refusal = await Assert.ThrowsAsync<DockerApiException>(
            () => BuildAsync(new BuildImageRequest(Built, "Dockerfile"), ("Dockerfile", $"FROM {Image}\nRUN false\n")));

        Assert.Equal("The command '/bin/sh -c false' returned a non-zero code: 1", refusal.Message);
        Assert.Equal("POST /build", refusal.Request);
    }

    [Fact]
    public async Task Refuses_to_build_without_a_Dockerfile()
    {
        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => BuildAsync(new BuildImageRequest(Built, "Dockerfile"), ("a.txt", "a")));

        Assert.Contains("Cannot locate specified Dockerfile: Dockerfile", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loads_what_it_has_saved()
    {
        await BuildAsync(new BuildImageRequest(Built, "Dockerfile"), ("Dockerfile", $"FROM {Image}\nLABEL a=b\n"));
        var image = (await _client.InspectImageAsync(Built, Token))!;
        using var archive = new MemoryStream();

        await _client.SaveImageAsync(Built, archive, Token);
        var names = await _client.LoadImageAsync((destination, stop) => destination.WriteAsync(archive.ToArray(), stop).AsTask(), Token);

        Assert.Equal([Built], names);
        Assert.Equal(image.Id, (await _client.InspectImageAsync(Built, Token))!.Id);
    }

    [Fact]
    public async Task Refuses_to_save_what_it_does_not_have()
        => await Assert.ThrowsAsync<DockerApiException>(() => _client.SaveImageAsync("maestro-test/none:0", Stream.Null, Token));

    [Fact]
    public async Task Refuses_an_archive_without_an_image()
    {
        var archive = Tar(("notes.txt", "hello"));

        await Assert.ThrowsAsync<DockerApiException>(() => _client.LoadImageAsync((destination, stop) => destination.WriteAsync(archive, stop).AsTask(), Token));
    }

    [Fact]
    public async Task Says_why_it_does_not_take_an_archive_that_is_still_being_sent()
    {
        var garbage = new byte[1024 * 1024];
        Array.Fill(garbage, (byte)'x');

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => _client.LoadImageAsync(
            async (destination, stop) =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await destination.WriteAsync(garbage, stop);
                }
            },
            Token));

        Assert.Equal("POST /images/load", refusal.Request);
    }

    [Fact]
    public async Task Gives_an_image_one_more_name()
    {
        var image = (await _client.InspectImageAsync(Image, Token))!;

        await _client.TagImageAsync(image.Id, "localhost:5000/maestro-test/named", "2", Token);

        Assert.Equal(image.Id, (await _client.InspectImageAsync("localhost:5000/maestro-test/named:2", Token))!.Id);
    }

    [Fact]
    public async Task Tells_its_platform() => Assert.Matches("^(linux|windows)/[a-z0-9]+$", await _client.GetPlatformAsync(Token));

    private async Task<List<BuildOutput>> BuildAsync(BuildImageRequest request, params (string Name, string Content)[] files)
    {
        var output = new List<BuildOutput>();
        var context = Tar(files);
        await foreach (var piece in _client.BuildImageAsync(request, (destination, stop) => destination.WriteAsync(context, stop).AsTask(), Token))
        {
            output.Add(piece);
        }

        return output;
    }

    private static byte[] Tar(params (string Name, string Content)[] files)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var data = new MemoryStream(Encoding.UTF8.GetBytes(content));
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data });
            }
        }

        return archive.ToArray();
    }
}
