using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Loading;

public class DependencyCyclesTests
{
    [Theory]
    [InlineData("a:b b:a", "a → b → a")]
    [InlineData("a:a", "a → a")]
    [InlineData("x: a:b,x b:c c:a", "a → b → c → a")]
    [InlineData("a:b,c b:d c:d d:e e:c", "c → d → e → c")]
    [InlineData("a:b b:a,c c:d d:c", "a → b → a|c → d → c")]
    [InlineData("a:b,c b:a c:a", "a → b → a|c → a → c")]
    public void Names_every_service_on_a_cycle(string graph, string expected)
    {
        var mistakes = Loaded.Mistakes(File(graph));
        Assert.All(mistakes, m => Assert.Equal(DiagnosticCodes.DependencyCycle, m.Code));
        Assert.Equal(expected.Split('|').Order(), mistakes.Select(m => m.Message.Split(": ")[1].Split('.')[0]).Order());
    }

    [Fact]
    public void Points_at_the_name_that_closes_the_circle()
        => Assert.Equal("services/b/requires/1", Loaded.MistakeAtMark("""
            name: n
            ships: {}
            services:
              a: {image: x, instances: {}}
              b: {image: x, requires: [a, §c], instances: {}}
              c: {image: x, requires: [b], instances: {}}
            """).Path);

    [Fact]
    public void Lets_a_diamond_be()
        => Assert.Equal(4, Loaded.Environment(File("a:b,c b:d c:d d:")).Services.Count);

    [Fact]
    public void Wanting_information_makes_no_cycle()
        => Assert.Equal(2, Loaded.Environment("name: n\nships: {}\nservices:\n  a: {image: x, requires: [b], instances: {}}\n  b: {image: x, wants_info: [a], instances: {}}\n").Services.Count);

    private static string File(string graph)
        => "name: n\nships: {}\nservices:\n" + string.Concat(graph.Split(' ').Select(s => s.Split(':')).Select(s => $"  {s[0]}: {{image: x, requires: [{s[1]}], instances: {{}}}}\n"));
}
