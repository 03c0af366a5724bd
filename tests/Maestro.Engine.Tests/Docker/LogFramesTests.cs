using System.Text;
using Maestro.Engine.Docker;

namespace Maestro.Engine.Tests.Docker;

public sealed class LogFramesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(1000)]
    public async Task Takes_frames_apart_however_the_bytes_are_split(int size)
    {
        byte[] log = [.. Frame(1, "out\n"), .. Frame(2, "error\n"), .. Frame(1, string.Empty), .. Frame(1, "more\n")];

        Assert.Equal("O:out\n E:error\n O:more\n", await ReadAsync(log, size));
    }

    [Fact]
    public async Task Yields_what_there_is_of_a_frame_that_breaks_off()
        => Assert.Equal("O:he", await ReadAsync(Frame(1, "hello\n")[..10]));

    [Fact]
    public async Task Ends_where_a_header_breaks_off()
        => Assert.Equal("O:hello\n", await ReadAsync([.. Frame(1, "hello\n"), 1, 0, 0]));

    [Fact]
    public async Task Gives_a_terminal_as_it_is()
        => Assert.Equal("O:\u0001plain\r\n", await ReadAsync(Encoding.UTF8.GetBytes("\u0001plain\r\n"), plain: true));

    [Fact]
    public async Task Refuses_what_has_no_frames()
        => await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes("<html>no log at all</html>")));

    [Fact]
    public async Task Splits_a_frame_that_is_larger_than_any_buffer()
    {
        var text = new string('x', 100_000);

        Assert.Equal($"O:{text}", await ReadAsync(Frame(1, text), 100_000));
    }

    private static byte[] Frame(byte source, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [source, 0, 0, 0, 0, (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }

    /// <summary>The whole log with a mark wherever the source changes or a new frame begins after a line end.</summary>
    private static async Task<string> ReadAsync(byte[] log, int size = 1000, bool plain = false)
    {
        using var stream = new Pieces(log, size);
        var frames = new LogFrames(stream, plain);
        var text = new StringBuilder();
        while (await frames.NextAsync(CancellationToken.None) is { } chunk)
        {
            if (text.Length == 0 || text[^1] == '\n')
            {
                text.Append(text.Length == 0 ? string.Empty : " ").Append(chunk.Source == LogSource.Error ? "E:" : "O:");
            }

            text.Append(Encoding.UTF8.GetString(chunk.Bytes.Span));
        }

        return text.ToString();
    }
}
