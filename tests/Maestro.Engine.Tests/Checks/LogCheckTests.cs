using Maestro.Engine.Checks;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Checks;

public class LogCheckTests
{
    [Theory]
    [InlineData("^ready$", 1, true)]
    [InlineData("re.dy", 2, true)]
    [InlineData("ready", 3, false)]
    [InlineData("^eady", 1, false)]
    [InlineData("starting.*ready", 1, false)]
    public async Task Looks_at_line_after_line(string regex, int times, bool passes)
        => Assert.Equal(passes, (await ProbeAsync(new LogCheckSpec(regex) { Times = times }, "starting", "ready", "ready again")).Passed);

    [Fact]
    public async Task Says_how_much_was_read_when_the_log_ends_and_shows_no_more_of_a_line_than_fits()
    {
        var result = await ProbeAsync(new LogCheckSpec("ready") { Times = 2 }, "ready", new string('x', 1000));

        Assert.False(result.IsHopeless);
        Assert.Equal($"1 of 2 matched among 2 lines until it ended, the last one being '{new string('x', 200)}…'", result.Finding);
    }

    [Fact]
    public async Task An_expression_that_never_comes_to_an_end_matches_nothing()
        => Assert.False((await ProbeAsync(new LogCheckSpec("^(a+)+$"), new string('a', 40) + "!")).Passed);

    private static Task<ProbeResult> ProbeAsync(LogCheckSpec spec, params string[] log)
        => new LogCheck(spec, new StubProbe(Env.Of().Service("web").Build().Instance("web-1")) { Log = log }).ProbeAsync(CancellationToken.None);
}
