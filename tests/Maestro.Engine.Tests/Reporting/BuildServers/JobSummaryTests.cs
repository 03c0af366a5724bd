using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting.BuildServers;
using Maestro.Engine.Tests.Reporting.Html;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Reporting.BuildServers;

public class JobSummaryTests
{
    private static readonly Diagnostic Error = Diagnostic.Error(
        DiagnosticCodes.CheckFailed, "migrate-1 did not pass.\n    ```\n    \e[31m<b>ERROR</b>\e[0m", new SourceLocation("maestro.yaml", 12, 32));

    [Fact]
    public void Tells_what_happened_in_Markdown()
        => Assert.Equal(
            """
            ### ❌ start shop FAILED: 1 started, 1 failed in 5.0 s

            The run took 5.0 s, bounded by db-1 (2.0 s) → migrate-1 (2.0 s).

            **MAESTRO603** lifecycle check failed maestro.yaml(12,32)

            ``````text
            migrate-1 did not pass.
                ```
                <b>ERROR</b>
            ``````

            | instance | service | ship | outcome | endpoints |
            |---|---|---|---|---|
            | migrate-1 | migrate | alpha | failed |  |
            | db-1 | db | alpha | started | http 10.1.1.1:5432 |


            """.ReplaceLineEndings("\n"),
            JobSummary.Of(Play(Error)));

    [Fact]
    public void Names_are_text_and_no_Markdown()
        => Assert.Contains(
            "| a&#124;b&#60;i&#62;&#42;c&#42;&#95; |",
            JobSummary.Of(new SamplePlay().Step(StepKind.Start, "a", 0, 1).Instance("a|b<i>*c*_").Ended(1).Result!),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(PlayKind.Start, true)]
    [InlineData(PlayKind.Restart, true)]
    [InlineData(PlayKind.Stop, false)]
    [InlineData(PlayKind.Down, false)]
    public void Is_about_plays_that_start_something(PlayKind kind, bool told)
        => Assert.Equal(told, JobSummary.Of(Play(null) with { Play = kind }) is not null);

    [Fact]
    public void Leaves_out_a_start_that_had_nothing_to_do() => Assert.Null(JobSummary.Of(new SamplePlay().Instance("web-1", "up").Ended(1).Result!));

    [Fact]
    public void Is_about_every_play_that_failed() => Assert.StartsWith("### ❌ stop shop", JobSummary.Of(Play(Error) with { Play = PlayKind.Stop }), StringComparison.Ordinal);

    [Fact]
    public void Stays_small_and_shows_what_failed_first()
    {
        var play = new SamplePlay();
        for (var i = 1; i <= 500; i++)
        {
            play.Step(StepKind.Start, $"web-{i}", 0, 1, error: i == 400 ? Error : null).Instance($"web-{i}", i == 400 ? "failed" : "started", 1000 + i);
        }

        var text = JobSummary.Of(play.Ended(2, PlayVerdict.Failed).Result!)!;

        Assert.Contains("<details><summary>500 instances</summary>", text, StringComparison.Ordinal);
        Assert.Contains("|---|---|---|---|---|\n| web-400 |", text, StringComparison.Ordinal);
        Assert.Contains("… and 400 more.", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1000, 20_000);
    }

    [Fact]
    public async Task Many_processes_of_a_job_append_to_one_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("summary.md", "before\n");
        var server = Servers.Of(("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", file))!;

        var warnings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => server.AddSummary(Play(Error)))));

        Assert.All(warnings, Assert.Null);
        var text = File.ReadAllText(file);
        Assert.StartsWith("before\n### ❌", text, StringComparison.Ordinal);
        Assert.Equal(8, text.Split("### ❌").Length - 1);
    }

    [Fact]
    public void A_summary_that_cannot_be_written_is_a_warning()
    {
        using var folder = new TemporaryFolder();
        var server = Servers.Of(("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", Path.Combine(folder.Path, "nowhere", "summary.md")))!;

        var warning = server.AddSummary(Play(Error));

        Assert.Equal((DiagnosticCodes.SummaryNotWritten, DiagnosticSeverity.Warning), (warning?.Code, warning?.Severity));
    }

    [Theory]
    [InlineData("TF_BUILD")]
    [InlineData("TEAMCITY_VERSION")]
    [InlineData("GITLAB_CI")]
    [InlineData("GITHUB_ACTIONS")]
    public void There_is_none_without_a_file_for_it(string variable) => Assert.Null(Servers.Of((variable, "true"))!.AddSummary(Play(Error)));

    private static PlayResult Play(Diagnostic? error) => new SamplePlay()
        .Step(StepKind.Start, "db-1", 0, 2)
        .Step(StepKind.Check, "migrate-1", 2, 4, [1], error)
        .Instance("db-1", port: 5432).Instance("migrate-1", error is null ? "started" : "failed", error: error)
        .Ended(5, error is null ? PlayVerdict.Succeeded : PlayVerdict.Failed)
        .Result!;
}
