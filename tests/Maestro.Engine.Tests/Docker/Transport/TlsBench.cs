using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport;

/// <summary>An authority, its files, and engines behind TLS that answer pings.</summary>
internal sealed class TlsBench : IDisposable
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    public TlsBench() => AuthorityFile = Folder.Write("ca.pem", Authority.Pem);

    public TemporaryFolder Folder { get; } = new();

    public TestAuthority Authority { get; } = new();

    public string AuthorityFile { get; }

    public TlsParameters Verified => new("localhost", Verify: true) { AuthorityFile = AuthorityFile };

    public static ScriptedServer Serve(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None) => ScriptedServer.Start(
        new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }, AnswerPingsAsync);

    /// <summary>An engine that lets in only those whose certificate it accepts.</summary>
    public ScriptedServer ServeKnown(SslProtocols protocols, Func<X509Certificate2?, X509Chain?, bool> accept) => ScriptedServer.Start(
        new SslServerAuthenticationOptions
        {
            ServerCertificate = Authority.IssueServer(),
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => accept(certificate as X509Certificate2, chain),
        },
        AnswerPingsAsync);

    /// <summary>Who the engine must be, and a client with a certificate of its own.</summary>
    public TlsParameters WithClient(TestAuthority issuer, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = issuer.IssueClient(key, from, until);
        return Verified with
        {
            CertificateFile = Folder.Write("cert.pem", $"{certificate.ExportCertificatePem()}\n{issuer.Pem}"),
            KeyFile = Folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()),
        };
    }

    public static IEngineDialer Dialer(ScriptedServer server, TlsParameters parameters, TimeSpan? timeout = null)
        => new TlsDialer(new TcpDialer("127.0.0.1", server.Port, Long, TimeProvider.System), parameters, new TlsMaterials(), timeout ?? Long, isTimeoutForAll: true, TimeProvider.System);

    public static DockerClient Client(ScriptedServer server, TlsParameters parameters) => new(Dialer(server, parameters), TimeProvider.System);

    public static async Task<DockerConnectionException> FailAsync(ScriptedServer server, TlsParameters parameters)
    {
        await using var client = Client(server, parameters);
        return await Assert.ThrowsAsync<DockerConnectionException>(() => client.NegotiateAsync(CancellationToken.None));
    }

    /// <summary>What explains the failures of a client.</summary>
    public static async Task<TlsTrouble> TroubleOfAsync(TlsParameters parameters)
    {
        var material = await TlsMaterial.ReadAsync(parameters, CancellationToken.None);
        return new TlsTrouble("tcp://ship:2376", material, new TlsFindings(parameters, material, TimeProvider.System), TimeProvider.System);
    }

    public void Dispose()
    {
        Authority.Dispose();
        Folder.Dispose();
    }

    private static async Task AnswerPingsAsync(ScriptedConnection connection)
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.SendAsync(ScriptedConnection.Pong);
        }
    }
}
