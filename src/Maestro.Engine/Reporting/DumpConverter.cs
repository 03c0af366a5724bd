using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Maestro.Engine.Reporting;

/// <summary>Writes a value of the model as something simpler; nothing is read back.</summary>
/// <param name="simplify">Makes a text, a number or an object of it.</param>
internal sealed class DumpConverter<T>(Func<T, JsonNode> simplify) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("A dump is not read back.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => simplify(value).WriteTo(writer);
}
