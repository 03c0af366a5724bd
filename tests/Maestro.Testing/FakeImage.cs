using System.Security.Cryptography;
using System.Text;

namespace Maestro.Testing;

/// <summary>An image of a <see cref="FakeDocker"/>.</summary>
public sealed class FakeImage
{
    internal FakeImage(string name)
    {
        Name = Normalise(name);
        Id = Hash(Name);
        Digest = Name.Split('@') is [_, var digest] ? digest : Hash($"manifest of {Name}");
    }

    public string Name { get; }

    /// <summary>A test may set another one, for a tag that has moved on.</summary>
    public string Id { get; set; }

    /// <summary>The digest under which the registry has it.</summary>
    public string Digest { get; set; }

    /// <summary>Whether it came from a registry.</summary>
    public bool IsPulled { get; internal set; }

    /// <summary>Its name without tag or digest.</summary>
    internal string Repository => RepositoryOf(Name);

    /// <summary>What it was built for.</summary>
    public string Platform { get; set; } = "linux/amd64";

    /// <summary>What the engine says while it pulls it, instead of the usual; each a JSON object.</summary>
    public IReadOnlyList<string>? PullLines { get; set; }

    /// <summary>The variables that the image brings.</summary>
    public IReadOnlyList<string> Environment { get; set; } = [];

    internal static string RepositoryOf(string name)
    {
        var bare = Normalise(name).Split('@')[0];
        return bare.LastIndexOf(':') is var colon && colon > bare.LastIndexOf('/') ? bare[..colon] : bare;
    }

    internal static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    internal static string Hash(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

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

    public bool IsFailing => _left > 0;

    public bool FailsNow() => _left-- > 0;
}
