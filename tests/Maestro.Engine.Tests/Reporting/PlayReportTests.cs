using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.BuildServers;
using Maestro.Engine.Tests.Reporting.BuildServers;

namespace Maestro.Engine.Tests.Reporting;

public class PlayReportTests
{
    private static readonly BuildServer GitHub = Servers.Of(("GITHUB_ACTIONS", "true"))!;

    [Fact]
    public void The_lines_of_a_play_lie_between_the_commands_that_fold_them_and_its_verdict_behind()
    {
        var report = new Report(GitHub);

        report.Report(Servers.Started with { Warnings = [Servers.Warning] });
        report.Report(Started("web-1"));
        report.Report(Finished());
        report.Report([Servers.Error]);

        Assert.Equal(
            [
                "! ::warning title=MAESTRO624%3A network is outdated::MAESTRO624: old",
                "! ::group::start sh'op%25: 12 instances, 14 steps",
                "start sh'op%: 12 instances, 14 steps",
                "starting web-1 on alpha (no container)",
                "! ::endgroup::",
                "start shop FAILED: nothing to do in 0.0 s",
                "! ::error file=maestro.yaml",
            ],
            report.Lines.Select(l => l.Split(",line=")[0]));
    }

    [Fact]
    public void A_play_that_breaks_off_folds_before_its_error()
    {
        var report = new Report(GitHub);

        report.Report(Servers.Started);
        report.ReportCancelled();

        Assert.Equal(["! ::endgroup::", "! ::error title=MAESTRO609%3A cancelled::MAESTRO609: The play was cancelled."], report.Lines.TakeLast(2));
    }

    [Fact]
    public void A_play_without_steps_has_nothing_to_fold()
    {
        var report = new Report(GitHub);

        report.Report(Servers.Started with { Steps = 0 });
        report.Report(Finished());

        Assert.DoesNotContain(report.Lines, l => l.StartsWith('!'));
    }

    [Fact]
    public void What_a_server_has_no_command_for_is_told_to_people()
    {
        var report = new Report(Servers.Of(("GITLAB_CI", "true")));

        report.Report([Servers.Warning, Servers.Warning with { }]);

        Assert.Equal(["warning MAESTRO624: old"], report.Lines);
    }

    private static StepStarted Started(string instance)
        => new() { Time = Servers.Time, Step = new StepIdentity(1, StepKind.Start, instance, "web", "alpha"), Cause = "no container" };

    private static PlayFinished Finished()
        => new() { Time = Servers.Time, Result = new PlayResult { Play = PlayKind.Start, Environment = "shop", Verdict = PlayVerdict.Failed } };

    private sealed class Report(BuildServer? server) : PlayReport(server)
    {
        public List<string> Lines { get; } = [];

        protected override void WriteCommand(string line) => Lines.Add($"! {line}");

        protected override void Write(ReportLine line) => Lines.Add(line.Text);

        protected override void Write(Diagnostic diagnostic) => Lines.Add($"{diagnostic}");
    }
}
