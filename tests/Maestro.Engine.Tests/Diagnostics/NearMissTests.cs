using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Diagnostics;

public class NearMissTests
{
    [Theory]
    [InlineData("imgae", "image")]
    [InlineData("IMAGE", "image")]
    [InlineData("prots", "ports")]
    [InlineData("volume", "volumes")]
    [InlineData("something", null)]
    [InlineData("", null)]
    public void Finds_what_was_probably_meant(string text, string? expected)
        => Assert.Equal(expected, NearMiss.Find(text, ["image", "ports", "volumes"]));
}
