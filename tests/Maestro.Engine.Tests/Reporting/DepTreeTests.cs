using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Reporting;

public sealed class DepTreeTests
{
    /// <summary>web requires app, which requires db and mounts volumes of data; app is linked to cache; stats wants info of web; tools are omitted.</summary>
    private static readonly MaestroEnvironment Shop = Env.Of("shop")
        .Service("web", requires: ["app", "db"])
        .Service("app", requires: ["db"]).Instance("app-1", change: i => i with { VolumesFrom = ["data-1"], Links = [new InstanceLink("cache-1", "c")] })
        .Service("db").Service("data").Service("cache")
        .Service("stats", wants: ["web"])
        .Service("tools", requires: ["db"], omit: true)
        .Build();

    [Fact]
    public async Task Shows_each_service_with_what_must_be_up_before_it_and_nothing_twice()
        => Assert.Equal(
            """
            app
             +- data
             \- db

            cache

            data

            db

            stats

            web
             \- app
               +- data
               \- db
            """.ReplaceLineEndings("\n"),
            await ShowAsync(new DepTreeOptions()));

    [Fact]
    public async Task Repeats_what_was_shown_only_when_asked_to()
        => Assert.Equal("web\n +- app\n |  +- data\n |  \\- db\n \\- db", await ShowAsync(new DepTreeOptions { Recursive = true }, "web"));

    [Fact]
    public async Task Shows_the_service_of_a_named_instance_alone()
        => Assert.Equal("db", await ShowAsync(new DepTreeOptions(), "db-1"));

    [Fact]
    public async Task A_tree_without_end_is_refused_and_says_why()
    {
        var ladder = Env.Of().Service("0a").Service("0b");
        foreach (var layer in Enumerable.Range(1, 22))
        {
            string[] below = [$"{layer - 1}a", $"{layer - 1}b"];
            ladder = ladder.Service($"{layer}a", requires: below).Service($"{layer}b", requires: below);
        }

        var exception = await Assert.ThrowsAsync<MaestroException>(() => ShowAsync(ladder.Build(), new DepTreeOptions { Recursive = true }));

        Assert.Equal(DiagnosticCodes.InvalidOption, exception.Diagnostics[0].Code);
        Assert.Contains("'recursive'", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("0a\n", await ShowAsync(ladder.Build(), new DepTreeOptions()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_tells_the_kinds_of_dependencies_apart()
    {
        var dot = await ShowAsync(new DepTreeOptions { Format = DepTreeFormat.Dot });

        Assert.StartsWith("digraph \"shop\" {\n", dot, StringComparison.Ordinal);
        Assert.Contains("  \"web\" -> \"app\";\n", dot, StringComparison.Ordinal);
        Assert.Contains("  \"app\" -> \"data\" [style=bold, color=blue, label=\"volumes from\"];\n", dot, StringComparison.Ordinal);
        Assert.Contains("  \"app\" -> \"cache\" [color=darkgreen, label=\"link\"];\n", dot, StringComparison.Ordinal);
        Assert.Contains("  \"stats\" -> \"web\" [style=dashed, color=gray, label=\"wants info\", constraint=false];\n", dot, StringComparison.Ordinal);
        Assert.DoesNotContain("tools", dot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_of_Mermaid_does_too()
        => Assert.Equal(
            """
            flowchart LR
              s1["web"]
              s2["stats"]
              s2 -.->|wants info| s1
            """.ReplaceLineEndings("\n"),
            await ShowAsync(Env.Of().Service("web").Service("stats", wants: ["web"]).Build(), new DepTreeOptions { Format = DepTreeFormat.Mermaid }, "stats"));

    [Fact]
    public async Task A_graph_shows_what_ties_the_instances_of_a_service_together()
    {
        var environment = Env.Of().Service("app").Instance("app-data").Instance("app-1", change: i => i with { VolumesFrom = ["app-data"] }).Build();

        Assert.Contains("  s1 ==>|volumes from| s1", await ShowAsync(environment, new DepTreeOptions { Format = DepTreeFormat.Mermaid }), StringComparison.Ordinal);
        Assert.Equal("app", await ShowAsync(environment, new DepTreeOptions()));
    }

    [Fact]
    public async Task A_picture_without_Graphviz_says_what_to_install()
    {
        var conductor = new Conductor(new ConductorSettings { Graphviz = "no-such-program-of-graphviz" });

        var exception = await Assert.ThrowsAsync<MaestroException>(
            () => conductor.DepTreeAsync(Shop, new Play(PlayKind.DepTree), new DepTreeOptions { Format = DepTreeFormat.Svg }, CancellationToken.None));

        Assert.Equal(DiagnosticCodes.GraphvizNeeded, exception.Diagnostics[0].Code);
        Assert.Contains("apt install graphviz", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_what_Graphviz_makes_of_the_graph()
    {
        using var folder = new TemporaryFolder();
        var drawer = folder.Write("dot", "#!/bin/sh\necho \"<svg> $1\"\ncat\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(drawer, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var conductor = new Conductor(new ConductorSettings { Graphviz = drawer });

        var picture = await conductor.DepTreeAsync(Shop, new Play(PlayKind.DepTree), new DepTreeOptions { Format = DepTreeFormat.Svg }, CancellationToken.None);

        Assert.StartsWith("<svg> -Tsvg\ndigraph \"shop\" {\n", picture, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DepTreeFormat.Text)]
    [InlineData("", DepTreeFormat.Text)]
    [InlineData("SVG", DepTreeFormat.Svg)]
    [InlineData("mermaid", DepTreeFormat.Mermaid)]
    public void A_format_has_a_name(string? text, DepTreeFormat format) => Assert.Equal(format, DepTreeOptions.ParseFormat(text));

    [Theory]
    [InlineData("png")]
    [InlineData("1")]
    public void Another_format_is_refused_with_those_there_are(string text)
        => Assert.Contains("'text', 'dot', 'mermaid' or 'svg'", Assert.Throws<MaestroException>(() => DepTreeOptions.ParseFormat(text)).Message, StringComparison.Ordinal);

    private static Task<string> ShowAsync(DepTreeOptions options, params string[] things) => ShowAsync(Shop, options, things);

    private static Task<string> ShowAsync(MaestroEnvironment environment, DepTreeOptions options, params string[] things)
        => new Conductor().DepTreeAsync(environment, new Play(PlayKind.DepTree) { Things = things }, options, CancellationToken.None);
}
