using System.Globalization;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>What generated models are made of, as chance has it.</summary>
internal sealed class Chances(Random random)
{
    private static readonly string[] TextParts = ["a", "Z", "7", " ", "  ", ": ", " #", "'", "\"", "\\", "\n", "\t", ",", "[", "]", "}", "&", "*", "!", "|", ">", "%", "@", "`", "-", "?", "~", "é", "😀", "\u2028", "=", "$X", "null", "yes"];

    private int _given;

    /// <summary>A number that was not given before.</summary>
    public int Fresh() => _given++;

    public int Number(int least, int below) => random.Next(least, below);

    public string Text() => string.Concat(Enumerable.Range(0, random.Next(0, 7)).Select(_ => Pick(TextParts)));

    public string Words() => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick("true", "-7", "a'b", "{x", "null")));

    public string Path() => $"/path/{Fresh()}";

    public string Address() => string.Create(CultureInfo.InvariantCulture, $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}");

    public string Name(string stem, int number) => $"{stem}{Pick("", "-", "_", " ", ".")}{number}";

    public TimeSpan Seconds(params double[] usual) => TimeSpan.FromSeconds(Chance() ? Pick(usual) : Pick(0.5, 2.25, random.Next(1, 400)));

    public TimeSpan? MaybeSeconds() => Chance() ? null : Seconds(1);

    public Dictionary<string, string> Texts(string stem, int most) => Many(most, () => $"{stem}-{Fresh()}").ToDictionary(n => n, _ => Text());

    public List<T> Many<T>(int most, Func<T> make) => [.. Enumerable.Range(0, random.Next(0, most + 1)).Select(_ => make())];

    public bool Chance() => random.Next(2) == 0;

    public bool Seldom() => random.Next(4) == 0;

    public T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
