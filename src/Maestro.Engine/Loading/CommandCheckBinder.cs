using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads what the checks that run commands have in common.</summary>
internal static class CommandCheckBinder
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(1);

    /// <summary>The command in words; null and a diagnostic when there is none.</summary>
    public static IReadOnlyList<string>? Command(Section section)
    {
        var command = CommandBinder.Bind(section);
        if (command is { Count: > 0 } && command[0].Length > 0)
        {
            return command;
        }

        section.Node.ErrorAtKey(DiagnosticCodes.InvalidCheck, "The check lacks its 'command', such as 'command: ./ready.sh'.");
        return null;
    }

    /// <summary>The check with its attempts, pause and deadline; a deadline that is not given leaves each attempt as much time as its pause.</summary>
    public static T? Timed<T>(Section section, T check)
        where T : CommandCheckSpec
    {
        var attempts = section["attempts"]?.Integer("a whole number of attempts, 1 or more", 1, int.MaxValue);
        if (attempts is null && section["attempts"] is not null)
        {
            return null;
        }

        if (CheckTiming.Seconds(section, "interval", DefaultInterval, least: double.Epsilon) is not { } interval)
        {
            return null;
        }

        var most = attempts ?? (section["max_wait"] is null ? CommandCheckSpec.DefaultAttempts : null);
        var enough = CheckTiming.AtMost(interval * 2.0 * (most ?? 0));
        var maxWait = enough > CheckSpec.DefaultMaxWait ? enough : CheckSpec.DefaultMaxWait;
        return CheckTiming.Apply(section, check with { Attempts = most, Interval = interval, MaxWait = maxWait });
    }
}
