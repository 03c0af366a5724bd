namespace Maestro.Engine.Loading;

/// <summary>The fields of a ship, with the defaults of all ships behind them. A field that a ship mentions, even as null, hides the default.</summary>
internal sealed class ShipFields(Section ship, Section? defaults)
{
    public Section Ship { get; } = ship;

    /// <summary>The ship's value, or the default; null when there is neither.</summary>
    public BoundNode? this[string name] => Ship.Mentions(name) ? Ship[name] : defaults?[name];

    /// <summary>The ship's own value, defaults left aside.</summary>
    public BoundNode? Own(string name) => Ship[name];

    /// <summary>The name of the first of some fields that the ship itself has; null when it has none.</summary>
    public string? FirstOwn(params string[] names) => Array.Find(names, n => Ship[n] is not null);
}
