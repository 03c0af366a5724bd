namespace Maestro.Engine.Model;

/// <summary>Docker's health check of a container (<c>healthcheck</c> in the file). What is zero or empty is left to the image, and to Docker.</summary>
public sealed record HealthCheck
{
    private const string Off = "NONE";

    /// <summary>Nothing was said: the image's own.</summary>
    public static HealthCheck Default { get; } = new();

    /// <summary>No health check, whatever the image has.</summary>
    public static HealthCheck Disabled { get; } = new() { Test = [Off] };

    /// <summary>What Docker runs: <c>CMD</c> and words, <c>CMD-SHELL</c> and a line, or <c>NONE</c>; empty for the image's own.</summary>
    public IReadOnlyList<string> Test { get; init; } = [];

    /// <summary>Time between two runs.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Longest time for one run.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Time after the start in which failures do not count.</summary>
    public TimeSpan StartPeriod { get; init; }

    /// <summary>Time between two runs during the start period; Docker 25 and later.</summary>
    public TimeSpan StartInterval { get; init; }

    /// <summary>Failures in a row that make a container unhealthy.</summary>
    public int Retries { get; init; }

    /// <summary>Whether nothing was said at all.</summary>
    public bool IsDefault
        => Test.Count == 0 && Retries == 0 && Interval == TimeSpan.Zero && Timeout == TimeSpan.Zero && StartPeriod == TimeSpan.Zero && StartInterval == TimeSpan.Zero;
}
