using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads Docker's health check. The test may hold secrets: no message quotes it.</summary>
internal static class ContainerHealthBinder
{
    private const string Command = "CMD";
    private const string Shell = "CMD-SHELL";
    private const string None = "NONE";
    private const string TestExpected = "a command for a shell as text, or a list that begins with CMD, CMD-SHELL or NONE";

    public static FieldTable Table { get; } = new(
        "a mapping such as {test: 'wget -q localhost', interval: 5s}",
        new("test", "text or list", Kinds.TextOrList, "What Docker runs in the container: text for a shell, or a list that begins with CMD, CMD-SHELL or NONE."),
        new("interval", "time", Kinds.Text, "Time between two runs."),
        new("timeout", "time", Kinds.Text, "Longest time for one run."),
        new("start_period", "time", Kinds.Text, "Time after the start in which failures do not count."),
        new("start_interval", "time", Kinds.Text, "Time between two runs during the start period; Docker 25 and later."),
        new("retries", "whole number", Kinds.Integer(0), "Failures in a row that make the container unhealthy."),
        new("disable", "true or false", Kinds.Boolean, "Turns off the health check of the image, or of the service."));

    public static HealthCheckDraft? Bind(BoundNode check)
    {
        if (Section.Open(check, Table) is not { } section)
        {
            return null;
        }

        var disable = section["disable"]?.Boolean();
        var test = section["test"] is { } given ? BindTest(given) : null;
        var isNone = test is [None];
        if (disable == true && test is not null && !isNone)
        {
            check.ErrorAtKey(DiagnosticCodes.InvalidValue, "The health check has a 'test' and 'disable: true'; keep one of them.");
        }

        return new HealthCheckDraft
        {
            IsDisabled = isNone ? true : test is null ? disable : false,
            Test = isNone ? null : test,
            Interval = Time(section["interval"]),
            Timeout = Time(section["timeout"]),
            StartPeriod = Time(section["start_period"]),
            StartInterval = Time(section["start_interval"]),
            Retries = section["retries"]?.Integer("a whole number, 0 or more", 0, int.MaxValue),
        };
    }

    private static IReadOnlyList<string>? BindTest(BoundNode test)
    {
        IReadOnlyList<string> words = test.Node is YamlScalar scalar ? [Shell, scalar.Text] : CommandBinder.Words(test);
        var isRight = words switch
        {
            [None] => true,
            [Shell, var line] => !string.IsNullOrWhiteSpace(line),
            [Command, { Length: > 0 }, ..] => true,
            _ => false,
        };
        if (!isRight && test.Node is YamlScalar or YamlSequence)
        {
            test.Error(DiagnosticCodes.InvalidValue, $"Expected {TestExpected}: 'CMD' goes with the words of a command, 'CMD-SHELL' with one text, 'NONE' with nothing.");
        }

        return isRight ? words : null;
    }

    // Docker takes nothing between 0, which leaves the time to the image, and a millisecond.
    private static TimeSpan? Time(BoundNode? node)
    {
        if (node is null || DurationText.Read(node) is not { } time)
        {
            return null;
        }

        if (time > TimeSpan.Zero && time < TimeSpan.FromMilliseconds(1))
        {
            node.Error(DiagnosticCodes.InvalidValue, "Docker counts times of health checks from one millisecond up.");
        }

        return time;
    }
}
