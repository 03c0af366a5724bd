using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Maestro.Engine.Model;

namespace Maestro.Engine.Checks;

/// <summary>Passes when a web request is answered with status 200, or with a text that matches a regular expression.</summary>
internal sealed class HttpCheck(HttpCheckSpec spec, IInstanceProbe probe, TimeProvider time) : ICheck
{
    private const int LongestBody = 16 * 1024 * 1024;
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(5);
    private readonly Regex? _regex = spec.MatchRegex.Length == 0
        ? null
        : new Regex(spec.MatchRegex, RegexOptions.CultureInvariant | RegexOptions.Singleline, MatchLimit);

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
    {
        var port = spec.PortNumber > 0
            ? spec.PortNumber
            : await probe.ExternalPortAsync(probe.Instance.Port(spec.PortName)!, cancellation).ConfigureAwait(false);
        if (AddressAt(port) is not { } address)
        {
            return ProbeResult.Never($"the path '{spec.Path}' makes no address of a request");
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"{spec.Method} {address.GetLeftPart(UriPartial.Path)}");
        using var limit = new CancellationTokenSource(spec.Request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await AskAsync(address, place, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is CryptographicException or UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            return ProbeResult.Never($"a certificate cannot be read: {exception.Message}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return ProbeResult.NotYet($"{place}: {exception.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ProbeResult.NotYet(string.Create(CultureInfo.InvariantCulture, $"{place}: no answer within {spec.Request.Timeout.TotalSeconds:0.###} s"));
        }
    }

    private async Task<ProbeResult> AskAsync(Uri address, string place, CancellationToken cancellation)
    {
        using var handler = RequestHandler.Create(spec.Request, address);
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = Request(address);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        var status = string.Create(CultureInfo.InvariantCulture, $"{place}: HTTP {(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();
        if (_regex is null)
        {
            return response.StatusCode == HttpStatusCode.OK ? ProbeResult.Pass : ProbeResult.NotYet(status);
        }

        return Matches(await ReadAsync(response, cancellation).ConfigureAwait(false))
            ? ProbeResult.Pass
            : ProbeResult.NotYet($"{status}, and the answer does not match '{spec.MatchRegex}'");
    }

    private Uri? AddressAt(int port)
    {
        var host = spec.Host.Length > 0 ? spec.Host : probe.ShipAddress;
        var bracketed = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        var joint = spec.Request.Query.Length == 0 ? string.Empty : spec.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        var text = string.Create(CultureInfo.InvariantCulture, $"{spec.Scheme}://{bracketed}:{port}{spec.Path}{joint}{spec.Request.Query}");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
    }

    private HttpRequestMessage Request(Uri address)
    {
        var options = spec.Request;
        var request = new HttpRequestMessage(new HttpMethod(spec.Method), address);
        if (options.Body is { } body)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (options.ContentType.Length > 0)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", options.ContentType);
            }
        }

        if (options.User is not null)
        {
            var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}"));
            request.Headers.TryAddWithoutValidation("Authorization", $"Basic {token}");
        }

        if (options.Cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", options.Cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        foreach (var (name, value) in options.Headers)
        {
            AddHeader(request, name, value);
        }

        return request;
    }

    // What the user says in a header goes before what another option would make of it.
    private static void AddHeader(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryGetValues(name, out _))
        {
            request.Headers.Remove(name);
        }

        if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (text.Length < LongestBody && await body.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            text.Write(buffer, 0, count);
        }

        return EncodingOf(response).GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static Encoding EncodingOf(HttpResponseMessage response)
    {
        try
        {
            return response.Content.Headers.ContentType?.CharSet is { } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private bool Matches(string text)
    {
        try
        {
            return _regex!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
