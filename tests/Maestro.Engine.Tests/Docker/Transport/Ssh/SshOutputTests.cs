using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

public sealed class SshOutputTests
{
    private readonly SshOutput _output = new();
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Finds_a_line_that_is_there()
    {
        _output.Add("a");
        _output.Add("b");

        Assert.Equal("b", await _output.FindAsync(l => l == "b", 0, TimeSpan.FromSeconds(1), _time));
    }

    [Fact]
    public async Task Waits_for_a_line_that_comes_later()
    {
        var finding = _output.FindAsync(l => l == "b", 0, TimeSpan.FromSeconds(1), _time);
        _output.Add("a");
        Assert.False(finding.IsCompleted);

        _output.Add("b");

        Assert.Equal("b", await finding);
    }

    [Fact]
    public async Task Finds_nothing_when_its_time_is_over()
    {
        var finding = _output.FindAsync(l => l == "b", 0, TimeSpan.FromSeconds(1), _time);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await finding);
    }

    [Fact]
    public async Task Passes_over_lines_that_came_before()
    {
        _output.Add("a 1");
        var finding = _output.FindAsync(l => l[0] == 'a', _output.Count, TimeSpan.FromSeconds(1), _time);

        _output.Add("a 2");

        Assert.Equal("a 2", await finding);
    }

    [Fact]
    public void Keeps_the_last_lines_however_many_come()
    {
        for (var number = 1; number <= 1000; number++)
        {
            _output.Add($"{number} {new string('x', 10_000)}");
        }

        Assert.Equal((1000, 60), (_output.Count, _output.Lines.Count));
        Assert.StartsWith("1000 ", _output.Lines[^1], StringComparison.Ordinal);
        Assert.All(_output.Lines, l => Assert.True(l.Length <= 500));
    }
}
