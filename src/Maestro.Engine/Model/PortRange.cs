using System.Globalization;

namespace Maestro.Engine.Model;

/// <summary>One port, or several in a row.</summary>
/// <param name="First">The lowest port.</param>
/// <param name="Last">The highest port.</param>
public readonly record struct PortRange(int First, int Last)
{
    /// <summary>A single port.</summary>
    public PortRange(int port)
        : this(port, port)
    {
    }

    /// <summary>No port of ours: Docker chooses a free one.</summary>
    public static PortRange Chosen => new(0);

    /// <summary>Whether Docker chooses the port.</summary>
    public bool IsChosen => First == 0;

    /// <summary>Whether it is exactly one port.</summary>
    public bool IsSingle => First == Last;

    /// <summary><c>80</c>, or <c>80-82</c> for several.</summary>
    public override string ToString() => IsSingle
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
