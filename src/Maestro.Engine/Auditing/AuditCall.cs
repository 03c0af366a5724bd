using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Maestro.Engine.Auditing;

/// <summary>One HTTP call to an auditor. What fails is told without the address, which may hold a token.</summary>
internal sealed class AuditCall(HttpMessageInvoker http, TimeProvider time)
{
    private const int MostOfAnswer = 64 * 1024;

    /// <summary>A client for all calls of one play. It follows no redirection: headers are for the address in the file only.</summary>
    public static HttpMessageInvoker CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <returns>The beginning of the answer's text.</returns>
    /// <exception cref="AuditFailure">There was no answer in time, or it was no success.</exception>
    public async Task<string> SendAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw Refused(response);
            }

            return await ReadAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new AuditFailure($"no answer within {timeout.TotalSeconds:0.###} s", exception) { IsPassing = true };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new AuditFailure(Explain(exception), exception) { IsPassing = true };
        }
    }

    private AuditFailure Refused(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var hint = status is >= 300 and < 400 ? "; redirections are not followed" : string.Empty;
        return new AuditFailure($"it answered {status} {response.StatusCode}{hint}")
        {
            IsPassing = status >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
            RetryAfter = response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
                _ => null,
            },
        };
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var bytes = new byte[MostOfAnswer];
            var count = await stream.ReadAtLeastAsync(bytes, MostOfAnswer, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            return Encoding.UTF8.GetString(bytes, 0, count);
        }
    }

    private static string Explain(Exception exception) => exception.InnerException switch
    {
        SocketException socket => socket.Message,
        AuthenticationException certificate => certificate.Message,
        _ => exception is HttpRequestException request ? $"the call failed ({request.HttpRequestError})" : "the connection broke",
    };
}
