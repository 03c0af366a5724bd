using System.Text.RegularExpressions;

namespace Maestro.Engine.Docker;

/// <summary>Compares the versions of the API that an engine speaks with those that are spoken here.</summary>
internal sealed partial class EngineVersions(string address)
{
    /// <param name="pinned">The version to speak whatever the engine says; null to choose one.</param>
    /// <param name="newest">The newest that the engine speaks.</param>
    /// <exception cref="DockerConnectionException">There is none that both speak.</exception>
    public ApiVersion Choose(ApiVersion? pinned, ApiVersion newest)
    {
        if (pinned is { } version)
        {
            return version <= newest ? version : throw Problem(
                $"speaks API version {newest} at most, and 'api_version' asks for {version}: leave 'api_version' out, or write {newest}.");
        }

        return newest < ApiVersion.Oldest
            ? throw Problem($"is too old: it speaks API version {newest} at most, and at least {ApiVersion.Oldest} (Docker 19.03) is needed. Upgrade the engine.")
            : newest < ApiVersion.Newest ? newest : ApiVersion.Newest;
    }

    /// <summary>Explains why an engine refuses the version of a call.</summary>
    /// <param name="message">What it said.</param>
    public DockerConnectionException Refused(ApiVersion? pinned, string message)
    {
        var bound = Bound().Match(message);
        var isTooOld = message.Contains("too old", StringComparison.Ordinal);
        var spoken = bound.Success ? $"API version {bound.Groups["version"].Value} at {(isTooOld ? "least" : "most")}" : "other API versions";
        if (pinned is { } version)
        {
            return Problem($"speaks {spoken}, and 'api_version' asks for {version}: leave 'api_version' out, or {(isTooOld ? "raise" : "lower")} it. It says: {message}");
        }

        var advice = isTooOld ? "it is newer than this version of Maestro knows; update Maestro" : "was it replaced by an older one just now? Run the play again";
        return Problem($"speaks {spoken}, and {ApiVersion.Oldest} to {ApiVersion.Newest} are supported here: {advice}. It says: {message}");
    }

    private DockerConnectionException Problem(string what) => new(ConnectionProblem.EngineVersion, $"The Docker engine at {address} {what}");

    // "client version 1.18 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version"
    [GeneratedRegex(@"(?:Minimum|Maximum) supported API version is (?<version>\d+\.\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Bound();
}
