using System.Collections;
using System.Globalization;
using System.Text.Json;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading.Generated;

/// <summary>Every value of a model in lines: what a dump leaves out, such as ways to engines, and what it hides as well. Places are left out.</summary>
internal static class ModelText
{
    /// <summary>A line for each value, the properties it is reached by before it.</summary>
    public static IEnumerable<string> Of(MaestroEnvironment environment) => Values(environment).Select(v => $"{v.Path} = {v.Text}");

    /// <summary>Each value with its type and its property, such as <c>Ship.Address</c>.</summary>
    public static IEnumerable<(string Property, string Path, string Text)> Values(MaestroEnvironment environment)
        => new (string Name, object Value)[]
        {
            ("Name", environment.Name),
            ("Ships", environment.Ships),
            ("Services", environment.Services),
            ("Networks", environment.Networks),
            ("Registries", environment.Registries),
            ("Secrets", environment.Secrets),
            ("Auditors", environment.Auditors),
        }.SelectMany(p => Walk($"Environment.{p.Name}", p.Name, p.Value));

    private static IEnumerable<(string Property, string Path, string Text)> Walk(string property, string path, object? value)
    {
        switch (value)
        {
            case SecretValue secret:
                return [(property, path, secret.Reveal())];
            case ImageReference image:
                return [(property, path, image.Text)];
            case JsonElement json:
                return [(property, path, json.GetRawText())];
            case IEnumerable list and not string:
                var items = list.Cast<object?>().ToList();
                return [(property, path, $"{items.Count} items"), .. items.SelectMany((item, i) => Walk(property, $"{path}/{i}", item))];
            case null or string or IFormattable or bool or Enum:
                return [(property, path, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "nothing")];
            default:
                var properties = value.GetType().GetProperties().Where(p => p.CanWrite && p.PropertyType != typeof(SourceLocation));
                return [(property, path, value.GetType().Name), .. properties.SelectMany(p => Walk($"{p.DeclaringType!.Name}.{p.Name}", $"{path}/{p.Name}", p.GetValue(value)))];
        }
    }
}
