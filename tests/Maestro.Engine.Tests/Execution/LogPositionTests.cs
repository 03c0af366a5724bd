using Maestro.Engine.Docker;
using Maestro.Engine.Execution;

namespace Maestro.Engine.Tests.Execution;

public sealed class LogPositionTests
{
    [Fact]
    public void Goes_on_after_a_break_without_a_line_twice_and_without_a_gap()
    {
        var first = LogPosition.Beginning.In("c");
        Assert.All([Line(1), Line(2), Line(2)], l => Assert.True(first.Passes(l)));

        // The engine is asked for what is not before the last moment, and gives what was at that moment once more.
        var second = first.In("c");

        Assert.False(second.IsBeginning);
        Assert.Equal([false, false, true, true], new[] { Line(2), Line(2), Line(2), Line(3) }.Select(second.Passes));
    }

    [Fact]
    public void Begins_anew_with_another_container()
    {
        var first = LogPosition.Beginning.In("old");
        Assert.True(first.IsBeginning);
        first.Passes(Line(5));

        var second = first.In("new");

        Assert.Null(second.Time);
        Assert.False(second.IsBeginning);
        Assert.True(second.Passes(Line(1)));
    }

    private static LogMessage Line(long nanoseconds) => new(nanoseconds, LogSource.Output, "x");
}
