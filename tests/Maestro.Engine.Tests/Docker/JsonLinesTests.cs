using System.Text;
using System.Text.Json;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Tests.Docker;

public sealed class JsonLinesTests
{
    private const string TwoLines = "{\"status\":\"one ä\"}\r\n{\"status\":\"two\"}\r\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Reads_each_object_however_the_bytes_are_split(int size)
        => Assert.Equal(["one ä", "two"], await ReadAsync(TwoLines, size));

    [Fact]
    public async Task Reads_a_last_line_without_an_end() => Assert.Equal(["one"], await ReadAsync("{\"status\":\"one\"}"));

    [Fact]
    public async Task Passes_over_blank_lines() => Assert.Equal(["one"], await ReadAsync("\n\r\n{\"status\":\"one\"}\n \n"));

    [Fact]
    public async Task Reads_nothing_from_an_empty_stream() => Assert.Empty(await ReadAsync(string.Empty));

    [Fact]
    public async Task Fails_when_an_object_breaks_off()
        => await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync("{\"status\":\"one\"}\n{\"status\":\"tw"));

    [Fact]
    public async Task Fails_when_a_line_has_no_end()
        => await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(new string(' ', 2 * 1024 * 1024), 64 * 1024));

    private static async Task<List<string?>> ReadAsync(string text, int size = 1000)
    {
        using var stream = new Pieces(Encoding.UTF8.GetBytes(text), size);
        var read = new List<string?>();
        await foreach (var line in JsonLines.ReadAsync(stream, DockerJson.Default.WirePull, CancellationToken.None))
        {
            read.Add(line.Status);
        }

        return read;
    }
}
