using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Planning;

/// <summary>Which part of the logs is wanted.</summary>
public sealed record LogsOptions
{
    /// <summary>Number of last lines of each instance; null for all.</summary>
    public int? Tail { get; init; }

    /// <summary>Only what was written from then on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Goes on with what is written from now on, over restarts of containers; false by default.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether each line begins with the moment at which its engine took it, in UTC; false by default.</summary>
    public bool Timestamps { get; init; }

    internal static void Check(LogsOptions options)
    {
        if (options.Tail < 0)
        {
            throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, "The number of last lines must be 0 or more."));
        }
    }
}
