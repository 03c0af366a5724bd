using System.Net;
using System.Text.RegularExpressions;
using Maestro.Engine.Docker;

namespace Maestro.Engine.Execution;

/// <summary>Why an engine did not pull an image, as far as what is to be done about it differs.</summary>
internal enum PullTrouble
{
    Other,

    /// <summary>The registry does not let this user have it. Another try changes nothing, and may lock the user out.</summary>
    Denied,

    /// <summary>There is no such registry, image, tag or platform.</summary>
    Missing,

    /// <summary>The registry or the network failed for the moment.</summary>
    Transient,
}

/// <summary>Tells the kinds of trouble apart: by the status, and by words, since most engines answer 500 whatever it was.</summary>
internal static partial class PullTroubles
{
    public static PullTrouble Of(DockerApiException exception) => exception switch
    {
        { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => PullTrouble.Denied,
        _ when Denial().IsMatch(exception.Message) => PullTrouble.Denied,
        { Status: HttpStatusCode.NotFound } => PullTrouble.Missing,
        _ when Absence().IsMatch(exception.Message) => PullTrouble.Missing,
        { Status: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or > HttpStatusCode.NotImplemented } => PullTrouble.Transient,
        _ when Passing().IsMatch(exception.Message) => PullTrouble.Transient,
        _ => PullTrouble.Other,
    };

    // A limit on the pulls of hours is no matter of seconds.
    [GeneratedRegex("unauthorized|denied|forbidden|authentication required|no basic auth credentials|incorrect username or password|insufficient_scope|pull rate limit", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denial();

    [GeneratedRegex("manifest unknown|name unknown|not found|no such host|no matching manifest|does not exist|name not known", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Absence();

    [GeneratedRegex(
        """
        connection\ (?:refused|reset)|unexpected\ EOF|:\ EOF\b|timeout|timed\ out|deadline\ exceeded|request\ canceled\ while\ waiting|
        temporary\ failure|server\ misbehaving|network\ is\ unreachable|no\ route\ to\ host|host\ is\ down|broken\ pipe|
        use\ of\ closed\ network\ connection|GOAWAY|too\ ?many\ ?requests|
        (?:\bstatus(?:\ code)?:?|:)\ 5\d\d\b|HTTP\ 5\d\d\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Passing();
}
