namespace Maestro.Engine.Templates;

/// <summary>How much a template may do. Generated fleets stay far below; loops that never end do not.</summary>
internal static class TemplateLimits
{
    /// <summary>Characters of the rendered text, and of any text made on the way.</summary>
    public const int Characters = 32_000_000;

    /// <summary>Evaluated statements and expressions, and items touched by filters.</summary>
    public const int Steps = 5_000_000;

    /// <summary>Items of a range, a list or a mapping.</summary>
    public const int Items = 1_000_000;

    /// <summary>Includes, macros, blocks and expressions inside one another.</summary>
    public const int Depth = 100;

    /// <summary>Bits of a whole number: 4,300 digits.</summary>
    public const int NumberBits = 14_284;

    /// <summary>Characters of text that cost as much as one step.</summary>
    public const int CharactersPerStep = 16;
}
