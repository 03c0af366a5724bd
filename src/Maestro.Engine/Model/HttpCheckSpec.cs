using System.Globalization;

namespace Maestro.Engine.Model;

/// <summary>A web request is answered with status 200, or with a text that matches a regular expression.</summary>
public sealed record HttpCheckSpec : CheckSpec
{
    /// <summary>Name of the port; empty when it is given as a number.</summary>
    public string PortName { get; init; } = string.Empty;

    /// <summary>Number of the port at <see cref="Host"/>; 0 when it is given by name.</summary>
    public int PortNumber { get; init; }

    /// <summary>Where to ask; empty for the ship.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>Path and query, with the slash in front.</summary>
    public string Path { get; init; } = "/";

    /// <summary>http or https.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>The method, in capitals.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>What the answer must match somewhere, whatever its status; empty for any answer with status 200.</summary>
    public string MatchRegex { get; init; } = string.Empty;

    /// <summary>How the request is made.</summary>
    public RequestOptions Request { get; init; } = RequestOptions.Default;

    /// <inheritdoc/>
    public override string Summary
        => $"http {(PortName.Length > 0 ? PortName : PortNumber.ToString(CultureInfo.InvariantCulture))} {Path.Split('?')[0]}";

    internal override bool NeedsRunningContainer => Host.Length == 0 && PortName.Length > 0;
}
