using System.Text.Json;
using Maestro.Engine.Loading;

namespace Maestro.Conformance.Cases;

/// <summary>A folder that holds one case; README.md says what its files mean.</summary>
internal sealed class CaseFolder(string path)
{
    private const string CommandFile = "cmd";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Name => System.IO.Path.GetFileName(Path.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    /// <summary>Whether agreement with either of the golden files is enough.</summary>
    public bool IsEither => Has("either");

    /// <summary>Whether certificates are to be made.</summary>
    public bool NeedsCertificates => Has("tls");

    /// <summary>The words after <c>maestro</c>.</summary>
    public IReadOnlyList<string> Words
        => ShellWords.TrySplit(Text(CommandFile).Trim(), out var words) is { } mistake ? throw new InvalidDataException($"{Name}: {mistake}") : words;

    /// <summary>What the original did, right or wrong.</summary>
    public GoldenData Expected => Read<GoldenData>("expected.json") ?? throw new InvalidDataException($"{Name} has no expected.json.");

    /// <summary>What is right.</summary>
    public GoldenData Golden => Read<GoldenData>("correct.json") ?? Expected;

    public EngineScenario Engine => Read<EngineScenario>("engine.json") ?? new EngineScenario();

    public IReadOnlyDictionary<string, string> EnvironmentVariables => Read<Dictionary<string, string>>("env.json") ?? [];

    public IReadOnlyList<GuestCaller> GuestCallers => Read<List<GuestCaller>>("guest.json") ?? [];

    /// <summary>What is fed to standard input.</summary>
    public string? StandardInput => Has("stdin") ? Text(Text("stdin").Trim()) : null;

    /// <summary>The case that the folder is, or all those directly below it.</summary>
    public static IReadOnlyList<CaseFolder> In(string folder)
    {
        if (IsCase(folder))
        {
            return [new CaseFolder(folder)];
        }

        return [.. Directory.GetDirectories(folder).Where(IsCase).Order(StringComparer.Ordinal).Select(d => new CaseFolder(d))];
    }

    private static bool IsCase(string folder) => File.Exists(System.IO.Path.Combine(folder, CommandFile));

    private bool Has(string file) => File.Exists(System.IO.Path.Combine(Path, file));

    private string Text(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    private T? Read<T>(string file)
        where T : class
        => Has(file) ? JsonSerializer.Deserialize<T>(Text(file), GoldenJson.Options) : null;
}
