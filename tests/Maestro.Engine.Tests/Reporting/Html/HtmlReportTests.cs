using System.Xml;
using System.Xml.Linq;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;
using Maestro.Engine.Reporting.Html;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Reporting.Html;

public class HtmlReportTests
{
    private const string Nasty = "<script>alert('1 & 2')</script> \"quoted\" \u0007";

    private static readonly Diagnostic Error = Diagnostic.Error(
        DiagnosticCodes.CheckFailed,
        "migrate-1 did not pass the check 'tcp done' within 3 s. The last lines of its log:\n    \e[31mERROR\e[0m <no> & none",
        new SourceLocation("maestro.yaml", 12, 32));

    [Fact]
    public void Looks_as_approved()
        => Assert.Null(ApprovedFile.Compare(HtmlReport.Of(Failed(), SamplePlay.Head), "Report.approved.html"));

    [Fact]
    public void Says_in_a_sentence_what_bounded_the_run()
        => Assert.Contains(
            "<p>The run took 5.0 s, bounded by db-1 (2.0 s) → migrate-1 (2.4 s).</p>",
            HtmlReport.Of(Failed(), SamplePlay.Head),
            StringComparison.Ordinal);

    [Fact]
    public void Needs_nothing_from_anywhere_and_runs_nothing()
    {
        var page = Parse(HtmlReport.Of(Failed(), SamplePlay.Head));

        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "img" or "iframe" or "object" or "embed");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "srcset" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.All(page.Descendants("a").Attributes("href"), h => Assert.DoesNotContain(':', h.Value));
        Assert.Contains("default-src 'none'", page.Descendants("meta").Attributes("content").Select(a => a.Value).First(v => v.Contains("src", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_others_stays_text()
    {
        var log = new KeptLog("web-1", [new LogLine { Instance = "web-1", Time = SamplePlay.Zero, Text = Nasty }], false, null);
        var error = Diagnostic.Error(DiagnosticCodes.CheckFailed, Nasty, new SourceLocation(Nasty, 1, 1));
        var record = new SamplePlay { Logs = [log], Warnings = [Diagnostic.Warning(DiagnosticCodes.NetworkOutdated, Nasty)] }
            .Step(StepKind.Pull, Nasty, 0.5, 1)
            .Step(StepKind.Check, Nasty, 1, 2, [1], error, service: Nasty).Check(1, Nasty).Try(1.5, Nasty, 1, Nasty)
            .Instance(Nasty, Nasty, 80, error)
            .Ended(2, PlayVerdict.Failed);

        var html = HtmlReport.Of(record, new ReportHead(PlayKind.Start, Nasty, Nasty, [Nasty], Nasty));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<script>alert('1 & 2')</script> \"quoted\" ␇", Parse(html).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_play_that_was_refused_says_why_and_shows_no_timeline()
    {
        var record = new PlayRecord(SamplePlay.Zero);
        record.Apply(new PlayFinished
        {
            Time = SamplePlay.Zero,
            Result = new PlayResult { Play = PlayKind.Start, Environment = "shop", Verdict = PlayVerdict.Failed, Diagnostics = [Error] },
        });

        var page = Parse(HtmlReport.Of(record, SamplePlay.Head));

        Assert.Equal(["1 error"], page.Descendants("h2").Select(h => h.Value));
        Assert.Equal(["events.jsonl"], page.Descendants("a").Select(a => a.Value));
    }

    [Theory]
    [InlineData(61, 5)]
    [InlineData(500, 3)]
    [InlineData(5_000, 2)]
    public void Many_instances_are_grouped_and_the_page_stays_small(int count, int services)
    {
        var html = HtmlReport.Of(Large(count, services), SamplePlay.Head);

        var page = Parse(html);
        Assert.InRange(html.Length, 10_000, 3_000_000);
        Assert.Equal(services, page.Descendants("svg").Count(s => (string?)s.Attribute("class") == "many"));
        Assert.InRange(page.Descendants("svg").Count(s => (string?)s.Attribute("class") == "bar"), Math.Min(count, 1000), 1000);
        Assert.InRange(page.Descendants("tr").Count(), Math.Min(count, 1000), 1001);
        Assert.Contains($"{count} instances", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_among_many_is_shown_beside_its_group()
    {
        var record = Large(500, 2, failing: 17);

        var page = Parse(HtmlReport.Of(record, SamplePlay.Head));

        var shown = page.Descendants("div").Where(d => (string?)d.Attribute("class") == "row" && !d.Ancestors("details").Any());
        Assert.Contains(shown, r => r.Value.Contains("s1-17", StringComparison.Ordinal));
        Assert.Contains("249 started, 1 failed", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_services_of_one_instance_stay_small()
    {
        var html = HtmlReport.Of(Large(3_000, 3_000), SamplePlay.Head);

        Assert.InRange(html.Length, 10_000, 3_000_000);
        Assert.Contains("more services with 2800 instances", Parse(html).Value, StringComparison.Ordinal);
    }

    private static PlayRecord Failed() => new SamplePlay
    {
        Warnings = [Diagnostic.Warning(DiagnosticCodes.VariableOverridden, "The variable SERVICE_NAME is set by Maestro.", new SourceLocation("maestro.yaml", 9, 7), "services/web/env")],
        Logs =
        [
            new KeptLog("migrate-1", [Line("applying 0001"), Line("\e[31mERROR\e[0m <no> & none") with { IsError = true }], true, null),
            new KeptLog("db-1", [Line("ready")], false, "migrate-1"),
        ],
    }
        .Step(StepKind.Pull, "fleet/api:1", 0.5, 1.5)
        .Step(StepKind.Start, "db-1", 0.5, 1).Created(0.6)
        .Step(StepKind.Check, "db-1", 1, 2.5, [2]).Check(1, "tcp sql")
        .Step(StepKind.Start, "migrate-1", 2.5, 2.6, [3])
        .Step(StepKind.Check, "migrate-1", 2.6, 4.9, [4], Error).Check(2.6, "tcp done").Try(4.8, "tcp done", 40, "connection refused")
        .Blocked(StepKind.Start, "api-1", 4.9, "migrate-1", new JoinedNeeds([5], [1]))
        .Instance("db-1", port: 5432).Instance("migrate-1", "failed", error: Error).Instance("api-1", "blocked by migrate-1").Instance("cache-1", "up", 6379)
        .Ended(5, PlayVerdict.Failed);

    private static PlayRecord Large(int count, int services, int failing = 0)
    {
        var play = new SamplePlay();
        for (var i = 1; i <= count; i++)
        {
            var (name, begin) = ($"s{(i % services) + 1}-{(i / services) + 1}", 0.5 + (i * 20.0 / count));
            var fails = failing > 0 && name == $"s1-{failing}";
            play.Step(StepKind.Start, name, begin, begin + 1).Created(begin + 0.5)
                .Step(StepKind.Check, name, begin + 1, begin + 2, [(2 * i) - 1], fails ? Error : null).Check(begin + 1, "tcp http").Try(begin + 1.5, "tcp http", 9, "connection refused")
                .Instance(name, fails ? "failed" : "started", 20_000 + i, fails ? Error : null);
        }

        return play.Ended(23, failing > 0 ? PlayVerdict.Failed : PlayVerdict.Succeeded);
    }

    private static LogLine Line(string text) => new() { Instance = "x", Time = SamplePlay.At(3), Text = text };

    private static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader);
    }
}
