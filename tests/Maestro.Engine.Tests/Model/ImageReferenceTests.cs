using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Model;

public class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly string Hex = Digest["sha256:".Length..];

    [Theory]
    [InlineData("redis", "redis", null, "latest", "redis:latest")]
    [InlineData("redis:7", "redis", "7", "7", "redis:7")]
    [InlineData("library/redis:7", "library/redis", "7", "7", "redis:7")]
    [InlineData("docker.io/library/redis", "docker.io/library/redis", null, "latest", "redis:latest")]
    [InlineData("docker.io/team/web:2", "docker.io/team/web", "2", "2", "team/web:2")]
    [InlineData("team/web_app:2.0-rc1", "team/web_app", "2.0-rc1", "2.0-rc1", "team/web_app:2.0-rc1")]
    [InlineData("registry:5000/web", "registry:5000/web", null, "latest", "registry:5000/web:latest")]
    [InlineData("registry:5000/a/b/c:X_1", "registry:5000/a/b/c", "X_1", "X_1", "registry:5000/a/b/c:X_1")]
    [InlineData("Hub.example.com/web:1", "Hub.example.com/web", "1", "1", "Hub.example.com/web:1")]
    [InlineData("localhost/web", "localhost/web", null, "latest", "localhost/web:latest")]
    [InlineData("[::1]:5000/web:1", "[::1]:5000/web", "1", "1", "[::1]:5000/web:1")]
    [InlineData("a__b---c.d/e", "a__b---c.d/e", null, "latest", "a__b---c.d/e:latest")]
    public void Takes_a_name_apart(string text, string repository, string? written, string tag, string full)
    {
        Assert.True(ImageReference.TryParse(text, out var image));

        Assert.Equal((repository, written, tag, full, null), (image.Repository, image.ExplicitTag, image.Tag, image.Full, image.Digest));
    }

    [Theory]
    [InlineData("web@", null, "web@")]
    [InlineData("registry:5000/web:1@", "1", "registry:5000/web@")]
    public void Takes_a_digest_apart_which_goes_before_the_tag(string name, string? tag, string full)
    {
        Assert.True(ImageReference.TryParse(name + Digest, out var image));

        Assert.Equal((Digest, tag, full + Digest), (image.Digest, image.ExplicitTag, image.Full));
    }

    [Fact]
    public void Is_the_same_however_it_is_written()
    {
        Assert.Equal(ImageReference.Parse("redis"), ImageReference.Parse("docker.io/library/redis:latest"));
        Assert.NotEqual(ImageReference.Parse("redis"), ImageReference.Parse("localhost/redis"));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("my image", "it has blanks")]
    [InlineData("https://hub.example.com/web:1", "without 'https://'")]
    [InlineData("team/Web:1", "names are written in lower case, such as 'team/web:1'")]
    [InlineData("Redis", "such as 'redis'")]
    [InlineData("web:", "'' is none")]
    [InlineData("web:-1", "'-1' is none")]
    [InlineData("web:1:2", "the parts of a name")]
    [InlineData("registry:x1/web:1", "the port 'x1' is no number")]
    [InlineData("web@sha256:abcd", "the digest 'sha256:abcd' is not")]
    [InlineData("web@latest", "the digest 'latest' is not")]
    [InlineData("/web", "the parts of a name")]
    [InlineData("web/", "the parts of a name")]
    [InlineData("a//b", "the parts of a name")]
    [InlineData("-web", "the parts of a name")]
    [InlineData("we$b", "the parts of a name")]
    [InlineData("wéb", "the parts of a name")]
    [InlineData("web\n", "it has blanks")]
    public void Says_what_keeps_a_text_from_being_a_name(string text, string why) => AssertMistake(text, why);

    [Fact]
    public void Says_the_same_of_what_is_too_long_or_an_id()
    {
        AssertMistake($"{new string('a', 256)}:1", "at most 255 characters, and this one has 256");
        AssertMistake($"web:{new string('a', 129)}", "at most 128");
        AssertMistake(Hex, "the id of an image, not its name");
        AssertMistake($"web@sha256:{Hex.ToUpperInvariant()}", "64 lower-case hexadecimal digits");
        Assert.True(ImageReference.TryParse($"{new string('a', 255)}:{new string('b', 128)}", out _));
    }

    private static void AssertMistake(string text, string why)
    {
        Assert.False(ImageReference.TryParse(text, out _));
        Assert.Contains(why, ImageNameMistake.Explain(text), StringComparison.Ordinal);
    }
}
