namespace Maestro.Cli.Init;

/// <summary>The texts that <c>init</c> writes, kept as files in this assembly.</summary>
internal static class StarterFile
{
    /// <summary>The Cake tool that the addin is made for.</summary>
    public const string CakeVersion = "7.0.0";

    /// <param name="name">As the file is called.</param>
    /// <param name="values">What stands in it for <c>{{key}}</c>.</param>
    public static string Read(string name, params IEnumerable<(string Key, string Value)> values)
    {
        using var stream = typeof(StarterFile).Assembly.GetManifestResourceStream($"init/{name}")!;
        using var reader = new StreamReader(stream);
        return values.Aggregate(reader.ReadToEnd(), (text, value) => text.Replace($"{{{{{value.Key}}}}}", value.Value, StringComparison.Ordinal));
    }
}
