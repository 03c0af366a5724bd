using System.Text.Json;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Engine.Tests.Reporting;

/// <summary>Holds the JSON of <c>docs/output.md</c> to the code: the examples there are what these events give.</summary>
public class EventJsonTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 4, 4, 5, 678, TimeSpan.FromHours(1));
    private static readonly StepIdentity Pull = new(1, StepKind.Pull, "fleet/web:1", string.Empty, "alpha");
    private static readonly StepIdentity Start = new(2, StepKind.Start, "web-1", "web", "alpha");
    private static readonly StepIdentity Check = new(3, StepKind.Check, "web-1", "web", "alpha");

    private static readonly Diagnostic Warning =
        Diagnostic.Warning(DiagnosticCodes.VariableOverridden, "The variable SERVICE_NAME is set by Maestro.", new SourceLocation("maestro.yaml", 9, 7), "services/web/env");

    private static readonly Diagnostic Error =
        Diagnostic.Error(DiagnosticCodes.CheckFailed, "web-1 did not pass the check 'tcp http' within 5 s (40 tries).", new SourceLocation("maestro.yaml", 12, 32));

    private static readonly PlayPlan Plan = new()
    {
        Instances =
        [
            new PlannedInstance { Name = "web-1", Service = "web", Ship = "alpha", Image = "fleet/web:1", Tag = "1", Outcome = "started" },
        ],
        Steps = [new PlannedStep(Pull, "image is not there", []), new PlannedStep(Start, "no container", [1]), new PlannedStep(Check, "it has just started", [2])],
    };

    private static readonly StepOutcome Failed = new()
    {
        Step = Check,
        Verdict = StepVerdict.Failed,
        Word = "failed",
        StartedAt = Time,
        Duration = TimeSpan.FromMilliseconds(5012),
        Error = Error,
    };

    private static readonly MaestroEvent[] Events =
    [
        new PlayStarted { Time = Time, Play = PlayKind.Start, Environment = "shop", Steps = 3, Instances = 1, Warnings = [Warning], Plan = Plan },
        new PlanChanged { Time = Time, Plan = Plan },
        new StepStarted { Time = Time, Step = Start, Cause = "no container", Needs = [1] },
        new StepProgress { Time = Time, Step = Pull, Message = "Downloading", Current = 1_200_000, Total = 10_000_000 },
        new StepProgress { Time = Time, Step = Start, Message = "container 0123456789ab", ContainerId = "0123456789abcdef" },
        new StepProgress { Time = Time, Step = Check, Message = "tcp http, try 7: connection refused", Attempt = new CheckAttempt("tcp http", 7, "connection refused") },
        new StepFinished { Time = Time, Outcome = Failed },
        new PlayFinished
        {
            Time = Time,
            Result = new PlayResult
            {
                Play = PlayKind.Start,
                Environment = "shop",
                Verdict = PlayVerdict.Failed,
                Plan = Plan,
                Steps = [Failed],
                Duration = TimeSpan.FromMilliseconds(5345.6),
                Instances =
                [
                    new InstanceResult
                    {
                        Name = "web-1",
                        Service = "web",
                        Ship = "alpha",
                        Address = "10.1.1.1",
                        Image = "fleet/web:1",
                        Tag = "1",
                        Status = "running",
                        Outcome = "failed",
                        Succeeded = false,
                        ContainerId = "0123456789abcdef",
                        StartedAt = Time,
                        Error = Error,
                    },
                ],
                Endpoints = [new ServiceEndpoint("web", "web-1", "http", "10.1.1.1", 8080, "tcp")],
                Diagnostics = [Error],
            },
        },
    ];

    private static string Documented => Repository.Read("docs/output.md");

    [Fact]
    public void The_lines_are_those_of_the_documentation()
        => Assert.Equal(Block("jsonl"), string.Concat(Events.Select(e => EventJson.Line(e) + "\n")));

    [Fact]
    public void The_plan_and_the_endpoints_are_those_of_the_documentation()
    {
        Assert.Contains($"```json\n{EventJson.Plan((PlayStarted)Events[0])}\n```", Documented, StringComparison.Ordinal);
        Assert.Contains($"```json\n{EventJson.Endpoints(((PlayFinished)Events[^1]).Result)}\n```", Documented, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_is_one_object_with_schema_event_and_time_first()
        => Assert.All(Events, happened =>
        {
            var line = EventJson.Line(happened);
            Assert.DoesNotContain('\n', line);
            using var document = JsonDocument.Parse(line);
            Assert.Equal(["schema", "event", "time"], document.RootElement.EnumerateObject().Take(3).Select(p => p.Name));
            Assert.Equal(happened.Kind, document.RootElement.GetProperty("event").GetString());
            Assert.Equal("2026-01-02T03:04:05.678Z", document.RootElement.GetProperty("time").GetString());
        });

    [Fact]
    public void Text_of_others_cannot_break_a_line()
        => Assert.DoesNotContain('\n', EventJson.Line(new StepProgress { Time = Time, Step = Start, Message = "first\nsecond\e[2J \"third\"" }));

    [Fact]
    public void What_several_steps_wait_for_is_told_once()
    {
        var needs = new JoinedNeeds([1, 2], [3], gate: 7);
        var plan = new PlayPlan { Steps = [new PlannedStep(Start with { Number = 4 }, "no container", needs), new PlannedStep(Start with { Number = 5 }, "no container", new JoinedNeeds([1, 2], [], gate: 7))] };
        var started = new PlayStarted { Time = Time, Play = PlayKind.Start, Environment = "shop", Steps = 5, Instances = 2, Plan = plan };

        Assert.Contains("\"gates\":[{\"number\":7,\"needs\":[1,2]}]", EventJson.Line(started), StringComparison.Ordinal);
        Assert.Contains("\"gates\":[{\"number\":7,\"needs\":[1,2]}]", EventJson.Line(new PlanChanged { Time = Time, Plan = plan }), StringComparison.Ordinal);
        Assert.Contains("\"needs\":[3],\"gate\":7}", EventJson.Line(new StepStarted { Time = Time, Step = Start, Cause = "no container", Needs = needs }), StringComparison.Ordinal);
        var steps = JsonDocument.Parse(EventJson.Plan(started)).RootElement.GetProperty("steps").EnumerateArray();
        Assert.Equal(["[3] 7", "[] 7"], steps.Select(s => $"[{string.Join(',', s.GetProperty("needs").EnumerateArray())}] {s.GetProperty("gate")}"));
    }

    private static string Block(string language)
    {
        var start = Documented.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Documented[start..Documented.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
