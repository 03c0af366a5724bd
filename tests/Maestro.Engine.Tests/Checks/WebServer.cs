using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maestro.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Maestro.Engine.Tests.Checks;

/// <summary>A web server on a free port of 127.0.0.1 that answers as a test says and keeps what it was asked.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebServer(WebApplication application) => _application = application;

    public ConcurrentQueue<WebRequest> Requests { get; } = [];

    public int Port => new Uri(_application.Urls.Single()).Port;

    public static Task<WebServer> StartAsync(Func<WebRequest, WebAnswer> answer, X509Certificate2? certificate = null)
        => StartAsync((request, _) => Task.FromResult(answer(request)), certificate);

    public static async Task<WebServer> StartAsync(Func<WebRequest, CancellationToken, Task<WebAnswer>> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }
        }));
        var server = new WebServer(builder.Build());
        server._application.Run(http => server.AnswerAsync(http, answer));
        await server._application.StartAsync();
        return server;
    }

    /// <summary>A certificate for localhost that nobody has signed, and its files cert.pem and key.pem.</summary>
    public static X509Certificate2 SelfSigned(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        folder.Write("cert.pem", made.ExportCertificatePem());
        folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(limit.Token);
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http, Func<WebRequest, CancellationToken, Task<WebAnswer>> answer)
    {
        using var reader = new StreamReader(http.Request.Body);
        var request = new WebRequest(
            http.Request.Method,
            http.Request.Path + http.Request.QueryString,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(),
            http.Connection.ClientCertificate is not null);
        Requests.Enqueue(request);
        var (status, body, location) = await answer(request, http.RequestAborted);
        http.Response.StatusCode = status;
        if (location is not null)
        {
            http.Response.Headers.Location = location;
        }

        if (status != StatusCodes.Status204NoContent)
        {
            await http.Response.WriteAsync(body, http.RequestAborted);
        }
    }
}

/// <summary>What a <see cref="WebServer"/> was asked.</summary>
internal sealed record WebRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, bool HasClientCertificate);

/// <summary>What it answers.</summary>
internal sealed record WebAnswer(int Status, string Body, string? Location = null);
