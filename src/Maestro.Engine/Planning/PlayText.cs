using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>Options of a play that users write as text, read alike by every front.</summary>
public static partial class PlayText
{
    /// <summary>A deadline: seconds (<c>90</c>), units (<c>1h30m</c>, <c>45s</c>, <c>500ms</c>) or <c>hh:mm:ss</c>; null for no text.</summary>
    /// <exception cref="MaestroException">The text is none of these, or not more than zero.</exception>
    public static TimeSpan? Timeout(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return Parse(text.Trim()) is { } time && time > TimeSpan.Zero ? time : throw InvalidTimeout(text);
        }
        catch (OverflowException exception)
        {
            throw InvalidTimeout(text, exception);
        }
    }

    /// <summary>A delay, written as a deadline is; 0 seconds for no text.</summary>
    /// <exception cref="MaestroException">The text is no time, or less than zero.</exception>
    public static TimeSpan Delay(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return TimeSpan.Zero;
        }

        try
        {
            return Parse(text.Trim()) is { } time && time >= TimeSpan.Zero ? time : throw InvalidDelay(text);
        }
        catch (OverflowException exception)
        {
            throw InvalidDelay(text, exception);
        }
    }

    /// <summary>What to do after a failure: <c>stop</c> or <c>continue</c>; <see cref="Planning.OnFailure.Stop"/> for no text.</summary>
    /// <exception cref="MaestroException">The text is neither.</exception>
    public static OnFailure OnFailure(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "" or "STOP" => Planning.OnFailure.Stop,
        "CONTINUE" => Planning.OnFailure.Continue,
        _ => throw Invalid($"'{text}' does not say what to do on failure: 'stop' or 'continue'."),
    };

    /// <summary>The name of a copy: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, beginning and ending with a letter or a digit; null for no text.</summary>
    /// <exception cref="MaestroException">The text is no such name.</exception>
    public static string? Run(string? text) => string.IsNullOrWhiteSpace(text) ? null : RunOrRefuse(text);

    /// <summary>How long a copy may live, written as a deadline is; null for no text.</summary>
    /// <exception cref="MaestroException">The text is no time, or not more than zero.</exception>
    public static TimeSpan? Expires(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return Parse(text.Trim()) is { } time && time > TimeSpan.Zero ? time : throw InvalidLifetime(text);
        }
        catch (OverflowException exception)
        {
            throw InvalidLifetime(text, exception);
        }
    }

    /// <summary>A count, 0 or more.</summary>
    internal static int Number(string text, string option)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid($"'{text}' is no number for --{option}.");

    /// <summary>The name of a copy where there must be one: a variable that is empty by mistake shall not lead to the environment itself.</summary>
    internal static string RunOrRefuse(string text) => RunName().IsMatch(text.Trim())
        ? text.Trim()
        : throw Invalid($"'{text}' is no name for a copy: letters, digits, '-', '_' and '.', beginning and ending with a letter or a digit.");

    private static TimeSpan? Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var clock) ? clock : null;
        }

        var match = Units().Match(text);
        return match.Success
            ? Part(match, 1, TimeSpan.FromDays) + Part(match, 2, TimeSpan.FromHours) + Part(match, 3, TimeSpan.FromMinutes)
                + Part(match, 4, TimeSpan.FromSeconds) + Part(match, 5, TimeSpan.FromMilliseconds)
            : null;
    }

    private static TimeSpan Part(Match match, int group, Func<double, TimeSpan> unit)
        => match.Groups[group].Success ? unit(double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture)) : TimeSpan.Zero;

    private static MaestroException InvalidTimeout(string text, Exception? inner = null)
        => Invalid($"'{text}' is not a deadline: write seconds (90), units (1h30m, 45s) or hh:mm:ss, more than zero.", inner);

    private static MaestroException InvalidDelay(string text, Exception? inner = null)
        => Invalid($"'{text}' is not a delay: write seconds (90), units (1m30s, 45s, 500ms) or hh:mm:ss.", inner);

    private static MaestroException InvalidLifetime(string text, Exception? inner = null)
        => Invalid($"'{text}' does not say how long a copy may live: write seconds (7200), units (2h, 1d12h) or hh:mm:ss, more than zero.", inner);

    private static MaestroException Invalid(string message, Exception? inner = null)
        => new(Diagnostic.Error(DiagnosticCodes.InvalidOption, message), inner);

    [GeneratedRegex(@"^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Units();

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex RunName();
}
