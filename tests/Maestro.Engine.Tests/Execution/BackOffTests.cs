using Maestro.Engine.Execution;

namespace Maestro.Engine.Tests.Execution;

public class BackOffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(1000, 30)]
    public void Doubles_up_to_half_a_minute(int tries, double seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.After(tries, 0.5));

    [Fact]
    public void Differs_by_half_in_both_directions()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), BackOff.After(2, 0));
        Assert.Equal(TimeSpan.FromSeconds(3), BackOff.After(2, 1));
    }
}
