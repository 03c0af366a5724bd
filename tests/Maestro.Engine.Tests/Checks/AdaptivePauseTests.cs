using Maestro.Engine.Checks;

namespace Maestro.Engine.Tests.Checks;

public class AdaptivePauseTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(50, 5)]
    [InlineData(200, 20)]
    [InlineData(4000, 400)]
    [InlineData(5000, 500)]
    [InlineData(100_000, 500)]
    public void Is_a_tenth_of_the_time_waited_but_neither_very_short_nor_long(int waited, int pause)
        => Assert.Equal(TimeSpan.FromMilliseconds(pause), AdaptivePause.After(TimeSpan.FromMilliseconds(waited)));
}
