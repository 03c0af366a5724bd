using System.Text.Json.Nodes;

namespace Maestro.Testing;

/// <summary>A call that reached a <see cref="FakeDocker"/>.</summary>
public sealed class RecordedRequest
{
    /// <summary>Counts from 1, in the order in which the calls arrived.</summary>
    public required int Order { get; init; }

    public required string Method { get; init; }

    /// <summary>Decoded, and without the version: <c>/containers/web-1/start</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Such as 1.41, or null for a call without one.</summary>
    public required string? Version { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public required JsonNode? Body { get; init; }

    /// <summary>Name of the container that the call is about, also where the call gives its id; null for other calls.</summary>
    public required string? Container { get; init; }

    /// <summary>The files of the tar that was sent, by name; null for a call that sends none.</summary>
    public IReadOnlyDictionary<string, string>? Files { get; internal set; }

    /// <summary>The X-Registry-Config header.</summary>
    public required string? RegistryConfig { get; init; }

    /// <summary>The X-Registry-Auth header.</summary>
    public required string? RegistryAuth { get; init; }

    public required string? Host { get; init; }

    public required DateTimeOffset Begin { get; init; }

    /// <summary>Null while it is not answered to the end.</summary>
    public DateTimeOffset? End { get; internal set; }

    /// <summary>Null while it is not answered to the end.</summary>
    public int? Status { get; internal set; }

    public override string ToString() => $"{Method} {Path}";

    /// <param name="pattern">A path; <c>*</c> stands for one part of it.</param>
    internal bool Matches(string method, string pattern)
    {
        var mine = Path.Split('/');
        var wanted = pattern.Split('/');
        return Method == method && mine.Length == wanted.Length && mine.Zip(wanted).All(pair => pair.Second == "*" || pair.First == pair.Second);
    }
}
