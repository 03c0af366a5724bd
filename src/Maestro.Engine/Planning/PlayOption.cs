namespace Maestro.Engine.Planning;

/// <summary>An option of plays. Every front spells it alike: <c>StepDelay</c> in Cake, <c>MaestroStepDelay</c> in MSBuild, <c>--step-delay</c> in the tool.</summary>
public sealed record PlayOption
{
    private readonly Func<Play, string, Play> _apply;

    internal PlayOption(string name, char? letter, string? value, string meaning, Func<Play, string, Play> apply)
        => (Name, Letter, Value, Meaning, _apply) = (name, letter, value, meaning, apply);

    /// <summary>Its name, such as <c>StepDelay</c>.</summary>
    public string Name { get; }

    /// <summary>The letter that stands for it in the tool, or null.</summary>
    public char? Letter { get; }

    /// <summary>What its value is called, such as <c>time</c>; null for a switch.</summary>
    public string? Value { get; }

    /// <summary>What it does, in a sentence.</summary>
    public string Meaning { get; }

    /// <summary>Whether it is on or off, and has no value.</summary>
    public bool IsSwitch => Value is null;

    /// <summary>The play with the option.</summary>
    /// <param name="play">The play without it.</param>
    /// <param name="text">Its value as a user writes it; of no meaning for a switch.</param>
    /// <exception cref="Diagnostics.MaestroException">The text is no value for it.</exception>
    public Play Apply(Play play, string text) => _apply(play, text);
}
