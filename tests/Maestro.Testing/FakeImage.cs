using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Maestro.Testing;

/// <summary>An image of a <see cref="FakeDocker"/>.</summary>
public sealed class FakeImage
{
    internal FakeImage(string name, byte[]? configuration = null)
    {
        Name = Normalise(name);
        Configuration = configuration ?? Encoding.UTF8.GetBytes(Name);
        Id = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Configuration))}";
    }

    public string Name { get; }

    /// <summary>A test may set another one, for a tag that has moved on.</summary>
    public string Id { get; set; }

    /// <summary>The document whose digest is the id; JSON for one that was built or loaded.</summary>
    public byte[] Configuration { get; }

    /// <summary>The labels that its configuration tells.</summary>
    public IReadOnlyDictionary<string, string> Labels => Configuration is [(byte)'{', ..]
        ? JsonNode.Parse(Configuration)?["config"]?["Labels"].Deserialize<Dictionary<string, string>>() ?? []
        : [];

    /// <summary>What it was built for.</summary>
    public string Platform { get; set; } = "linux/amd64";

    /// <summary>The variables that the image brings.</summary>
    public IReadOnlyList<string> Environment { get; set; } = [];

    internal static string Normalise(string name)
    {
        var plain = name.StartsWith("docker.io/", StringComparison.Ordinal) ? name["docker.io/".Length..] : name;
        plain = plain.StartsWith("library/", StringComparison.Ordinal) ? plain["library/".Length..] : plain;
        var last = plain[(plain.LastIndexOf('/') + 1)..];
        return last.Contains(':', StringComparison.Ordinal) || last.Contains('@', StringComparison.Ordinal) ? plain : $"{plain}:latest";
    }
}

/// <summary>How a pull fails: at once with a status, or without one in the middle of the stream.</summary>
internal sealed record FakePullFailure(string Message, int? Status, int Times)
{
    private int _left = Times;

    public bool FailsNow() => _left-- > 0;
}
