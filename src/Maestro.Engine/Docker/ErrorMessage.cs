using System.Globalization;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Docker.Wire;

namespace Maestro.Engine.Docker;

/// <summary>Finds the engine's sentence in an answer that is a refusal.</summary>
internal static class ErrorMessage
{
    /// <summary>A refusal longer than that comes from something else, such as a proxy with an error page.</summary>
    private const int Longest = 64 * 1024;

    private const int LongestText = 500;

    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await ReadStartAsync(response, cancellation).ConfigureAwait(false);
        return FromJson(body) ?? FromText(body) ?? string.Create(
            CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode} {response.ReasonPhrase} without a message");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadStartAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = new byte[Longest];
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return body.AsMemory(0, await stream.ReadAtLeastAsync(body, Longest, throwOnEndOfStream: false, cancellation).ConfigureAwait(false));
        }
        catch (IOException)
        {
            return default; // the status says enough; that its explanation broke off must not hide it
        }
    }

    private static string? FromJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, DockerJson.Default.WireError)?.Message?.Trim();
        }
        catch (JsonException)
        {
            return null; // plain text, as of a path that the engine does not know
        }
    }

    private static string? FromText(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span).Trim();
        return text.Length switch
        {
            0 => null,
            > LongestText => text[..LongestText] + "…",
            _ => text,
        };
    }
}
