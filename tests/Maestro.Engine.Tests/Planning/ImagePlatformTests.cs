using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Planning;

public class ImagePlatformTests
{
    [Theory]
    [InlineData("linux/amd64", "linux/amd64", true)]
    [InlineData("linux/x86_64", "linux/amd64", true)]
    [InlineData("linux/aarch64", "linux/arm64/v8", true)]
    [InlineData("linux/arm64/v8", "linux/arm64", true)]
    [InlineData("linux/arm/v7", "linux/arm/v7", true)]
    [InlineData("linux/arm/v7", "linux/arm/v6", false)]
    [InlineData("linux/arm64", "linux/amd64", false)]
    [InlineData("windows/amd64", "linux/amd64", false)]
    public void Tells_whether_an_image_fits(string wanted, string found, bool fits) => Assert.Equal(fits, ImagePlatform.Fits(wanted, found));

    [Theory]
    [InlineData("", "linux/arm")]
    [InlineData("v7", "linux/arm/v7")]
    public void Has_a_variant_where_the_image_has_one(string variant, string expected) => Assert.Equal(expected, ImagePlatform.Of("linux", "arm", variant));
}
