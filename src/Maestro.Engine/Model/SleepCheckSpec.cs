using System.Globalization;

namespace Maestro.Engine.Model;

/// <summary>Some time passes.</summary>
/// <param name="Wait">How much.</param>
public sealed record SleepCheckSpec(TimeSpan Wait) : CheckSpec
{
    /// <inheritdoc/>
    public override string Summary => string.Create(CultureInfo.InvariantCulture, $"sleep {Wait.TotalSeconds:0.###} s");
}
