using System.Globalization;

namespace Maestro.Engine.Tests;

/// <summary>How often and from which seed tests with random input run: <c>MAESTRO_RANDOM_SEED</c> and <c>MAESTRO_RANDOM_COUNT</c>, or what CI takes.</summary>
internal sealed class RandomRuns(int usualCount)
{
    private const int UsualSeed = 20260101;

    public int Seed { get; } = Number("MAESTRO_RANDOM_SEED") ?? UsualSeed;

    public int Count { get; } = Number("MAESTRO_RANDOM_COUNT") ?? usualCount;

    /// <summary>The random numbers of one run, which do not depend on the runs before it.</summary>
    public Random Of(int run) => new(Seed + run);

    /// <summary>How to have a run again.</summary>
    public string Again(int run) => $"Run it again with MAESTRO_RANDOM_SEED={Seed + run} MAESTRO_RANDOM_COUNT=1.";

    private static int? Number(string variable)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
