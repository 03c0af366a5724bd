using System.Text.Json.Nodes;
using Maestro.Conformance.Cases;
using Maestro.Testing;

namespace Maestro.Conformance.Tests;

/// <summary>A copy of a case, at addresses of its own, in which a test changes something.</summary>
internal sealed class DoctoredCase : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _golden;

    /// <param name="octets">The second and third octet of the addresses of the case, as it stands in its files.</param>
    /// <param name="place">What to put there instead, so that it can run beside the case itself.</param>
    public DoctoredCase(string name, string octets, string place)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Cases, name)))
        {
            _folder.Write(Path.GetFileName(file), File.ReadAllText(file).Replace($"127.{octets}.", $"127.{place}.", StringComparison.Ordinal));
        }

        var golden = File.Exists(PathOf("correct.json")) ? "correct.json" : "expected.json";
        _golden = PathOf(golden);
    }

    public CaseFolder Folder => new(_folder.Path);

    public void Change(Action<JsonNode> change)
    {
        var golden = JsonNode.Parse(File.ReadAllText(_golden))!;
        change(golden);
        File.WriteAllText(_golden, golden.ToJsonString());
    }

    public void Change(string file, string from, string to)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(from, to, StringComparison.Ordinal));
    }

    public Task<IReadOnlyList<string>> DifferencesAsync() => ConformanceRun.DifferencesAsync(Folder);

    public void Dispose() => _folder.Dispose();

    private string PathOf(string file) => Path.Combine(_folder.Path, file);
}
