using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Diagnostics;

public class NearMissesTests
{
    [Theory]
    [InlineData("wbe-1", " Did you mean 'web-1'?")]
    [InlineData("WEB-1", " Did you mean 'web-1' or 'web-2'?")]
    [InlineData("red", " Did you mean 'redis'?")]
    [InlineData("kafka", "")]
    public void Names_what_is_close_or_begins_alike(string typed, string hint)
        => Assert.Equal(hint, NearMisses.Hint(typed, ["web-1", "redis", "redis", "web-2"]));

    [Fact]
    public void Names_three_at_most()
        => Assert.Equal(" Did you mean 'w1' or 'w2' or 'w3'?", NearMisses.Hint("w", ["w1", "w2", "w3", "w4"]));
}
