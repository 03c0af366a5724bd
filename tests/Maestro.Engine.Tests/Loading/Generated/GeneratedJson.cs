using System.Text.Json.Nodes;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Makes JSON up.</summary>
internal static class GeneratedJson
{
    public static JsonObject Make(Chances chances)
    {
        var made = new JsonObject();
        for (var i = chances.Number(0, 4); i > 0; i--)
        {
            made[$"{chances.Text()}{i}"] = Value(chances, depth: 0);
        }

        return made;
    }

    private static JsonNode? Value(Chances chances, int depth) => chances.Number(0, depth < 3 ? 7 : 5) switch
    {
        0 => null,
        1 => chances.Chance(),
        2 => chances.Number(-1000, 1000),
        3 => chances.Pick(0.5, -1.25, 1e300),
        4 => chances.Chance() ? chances.Text() : chances.Words(),
        5 => new JsonArray([.. chances.Many(3, () => Value(chances, depth + 1))]),
        _ => Make(chances),
    };
}
