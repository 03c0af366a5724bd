using System.Text.Json.Nodes;
using Maestro.Conformance.Comparing;

namespace Maestro.Conformance.Tests;

public sealed class TolerancesTests
{
    [Theory]
    [InlineData("True", "true", true)]
    [InlineData("True", "yes", true)]
    [InlineData("False", "off", true)]
    [InlineData("True", "false", false)]
    [InlineData("true", "True", false)]
    [InlineData("1", "true", false)]
    public void Booleans_may_keep_their_text(string expected, string actual, bool same) => Assert.Equal(same, Tolerances.SameValue(expected, actual));

    [Theory]
    [InlineData(180, 300, true)]
    [InlineData(180, 180, true)]
    [InlineData(20, 20, true)]
    [InlineData(20, 300, false)]
    public void A_tcp_check_without_a_deadline_has_300_seconds(double expected, double actual, bool same)
        => Assert.Equal(same, Tolerances.SameTcpWait(expected, TimeSpan.FromSeconds(actual)));

    [Fact]
    public void Targets_of_binds_are_volumes_or_not()
    {
        Assert.True(Tolerances.SameVolumes(Set("/a", "/b"), ["/b"], Set("/a")));
        Assert.True(Tolerances.SameVolumes(Set("/a", "/b"), ["/b"], Set("/a", "/b")));
        Assert.False(Tolerances.SameVolumes(Set("/a", "/b"), [], Set("/a")));
        Assert.False(Tolerances.SameVolumes(Set("/a"), [], Set("/a", "/c")));
    }

    [Fact]
    public void Normal_forms_fill_in_what_may_be_left_out()
    {
        Assert.Equal("/a:/b:rw", Tolerances.FullBind("/a:/b"));
        Assert.Equal("/a:/b:ro", Tolerances.FullBind("/a:/b:ro"));
        Assert.Equal("0.0.0.0", Tolerances.FullAddress(""));
        Assert.False(Tolerances.IsCompared("maestro.hash"));
        Assert.True(Tolerances.IsCompared("tier"));
    }

    [Theory]
    [InlineData("""{"op":"pull","tag":"1"}""", null)]
    [InlineData("""{"op":"remove","volumes":true}""", """{"op":"remove"}""")]
    [InlineData("""{"op":"kill","signal":"KILL"}""", """{"op":"kill"}""")]
    [InlineData("""{"op":"stop","timeout":3}""", """{"op":"stop","timeout":3}""")]
    public void Steps_are_compared_without_what_is_free(string step, string? comparable)
        => Assert.Equal(comparable, Tolerances.Comparable((JsonObject)JsonNode.Parse(step)!)?.ToJsonString());

    [Theory]
    [InlineData("restart", "environment")]
    [InlineData("dependency", "environment")]
    [InlineData("yaml", "yaml")]
    [InlineData("parameter", "usage")]
    public void Kinds_of_mistakes_fall_into_groups(string kind, string group) => Assert.Equal(group, Tolerances.GroupOf(kind));

    private static HashSet<string> Set(params string[] items) => [.. items];
}
