using System.Collections;

namespace Maestro.Engine.Loading;

/// <summary>The environment variables of this process.</summary>
internal static class ProcessVariables
{
    public static IReadOnlyDictionary<string, string> Read()
        => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? string.Empty, StringComparer.Ordinal);
}
