using Maestro.Testing;

namespace Maestro.Fleet.Tests;

/// <summary>A fact about a fleet of real engines: skipped, with the reason, on a machine that cannot have one, unless it is a CI machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FleetFactAttribute : FactAttribute
{
    public FleetFactAttribute() => Skip = Reason;

    /// <summary>Why the tests are skipped; null when they are run.</summary>
    internal static string? Reason { get; } = Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ? null : RealFleet.WhyNot;
}

/// <summary>A theory about a fleet of real engines: see <see cref="FleetFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FleetTheoryAttribute : TheoryAttribute
{
    public FleetTheoryAttribute() => Skip = FleetFactAttribute.Reason;
}
