using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Model;

public class SecretMaskTests
{
    [Theory]
    [InlineData("token=hunter2!", "token=***!")]
    [InlineData("hunter2hunter2", "******")]
    [InlineData("the longer one: hunter2-and-more", "the longer one: ***")]
    [InlineData("a line of the key: second line", "a line of the key: ***")]
    [InlineData("abc stays, it is too short", "abc stays, it is too short")]
    public void Hides_every_value_that_is_long_enough(string text, string expected)
    {
        var mask = new SecretMask([new("hunter2"), new("hunter2-and-more"), new("first line\nsecond line\n"), new("abc"), new("")]);

        Assert.Equal(expected, mask.Mask(text));
    }

    [Fact]
    public void Hides_values_in_diagnostics()
    {
        var masked = new SecretMask([new("hunter2")]).Mask(Diagnostic.Error(DiagnosticCodes.InvalidValue, "It is hunter2.", path: "a/hunter2"));

        Assert.Equal("error MAESTRO303: a/***: It is ***.", masked.ToString());
    }

    [Fact]
    public void A_secret_never_shows_itself_and_its_digest_hangs_on_its_name()
    {
        var secret = new SecretValue("hunter2");

        Assert.Equal("***", $"{secret}");
        Assert.Equal(secret.Digest("a"), new SecretValue("hunter2").Digest("a"));
        Assert.NotEqual(secret.Digest("a"), secret.Digest("b"));
        Assert.NotEqual(secret.Digest("a"), new SecretValue("hunter3").Digest("a"));
    }
}
