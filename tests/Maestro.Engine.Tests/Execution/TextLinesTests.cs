using System.Text;
using Maestro.Engine.Docker;
using Maestro.Engine.Execution;

namespace Maestro.Engine.Tests.Execution;

public class TextLinesTests
{
    [Fact]
    public async Task Puts_pieces_together_without_mixing_the_streams()
        => Assert.Equal(
            ["one", "an error", "two", "ends without a break"],
            await LinesAsync(Out("o"), Err("an "), Out("ne\r\ntw"), Err("error\n"), Out("o\nends without a break")));

    [Fact]
    public async Task Cuts_a_line_that_does_not_end()
    {
        var lines = await LinesAsync(Out(new string('x', 100_000)));

        Assert.Equal([65536, 34464], lines.Select(l => l.Length));
    }

    private static LogChunk Out(string text) => new(LogSource.Output, Encoding.UTF8.GetBytes(text));

    private static LogChunk Err(string text) => new(LogSource.Error, Encoding.UTF8.GetBytes(text));

    private static async Task<List<string>> LinesAsync(params LogChunk[] chunks)
    {
        var lines = new List<string>();
        await foreach (var line in TextLines.SplitAsync(chunks.ToAsyncEnumerable(), CancellationToken.None))
        {
            lines.Add(line);
        }

        return lines;
    }
}
