using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport;

public sealed class ServerCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly TlsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("localhost", "localhost")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("ship.example", "ship.example")]
    [InlineData("ship-1.fleet.example", "*.fleet.example")]
    public async Task Is_taken_when_its_authority_is_the_one_and_it_is_for_the_ship_s_name(string shipName, string certified)
    {
        await using var server = TlsBench.Serve(_bench.Authority.IssueServer(null, null, certified));

        await using var client = TlsBench.Client(server, _bench.Verified with { ServerName = shipName });

        Assert.Equal("1.41", (await client.NegotiateAsync(CancellationToken.None)).ApiVersion);
    }

    [Fact]
    public async Task Is_not_looked_at_where_nothing_is_verified()
    {
        using var stranger = new TestAuthority("stranger");
        await using var server = TlsBench.Serve(stranger.IssueServer(until: Now.AddDays(-1), names: "elsewhere"));

        await using var client = TlsBench.Client(server, new TlsParameters("127.0.0.1", Verify: false));

        Assert.Equal("1.41", (await client.NegotiateAsync(CancellationToken.None)).ApiVersion);
    }

    [Fact]
    public async Task Of_another_authority_is_refused_and_both_are_named()
    {
        using var stranger = new TestAuthority("stranger");
        await using var server = TlsBench.Serve(stranger.IssueServer());

        var exception = await TlsBench.FailAsync(server, _bench.Verified);

        Assert.Equal(ConnectionProblem.CertificateNotTrusted, exception.Problem);
        Assert.Equal(
            $"TLS cannot be spoken to the Docker engine at tcp://127.0.0.1:{server.Port}: its certificate 'CN=engine' was issued by 'CN=stranger', and that is not in '{_bench.AuthorityFile}'; is that the authority of this engine?",
            exception.Message);
    }

    [Fact]
    public async Task Of_an_authority_that_only_bears_the_right_name_is_refused()
    {
        using var impostor = new TestAuthority();
        await using var server = TlsBench.Serve(impostor.IssueServer());

        Assert.Equal(ConnectionProblem.CertificateNotTrusted, (await TlsBench.FailAsync(server, _bench.Verified)).Problem);
    }

    [Fact]
    public async Task That_this_machine_does_not_know_is_refused_without_an_authority_of_its_own()
    {
        await using var server = TlsBench.Serve(_bench.Authority.IssueServer());

        var exception = await TlsBench.FailAsync(server, new TlsParameters("localhost", Verify: true));

        Assert.Equal(ConnectionProblem.CertificateNotTrusted, exception.Problem);
        Assert.Contains("name the authority with 'tls_ca_cert'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_taken_for_an_authority_in_between()
    {
        using var between = new TestAuthority("in between", _bench.Authority);
        await using var server = TlsBench.Serve(between.IssueServer());

        await using var client = TlsBench.Client(server, _bench.Verified with { AuthorityFile = _bench.Folder.Write("between.pem", between.Pem) });

        Assert.Equal("1.41", (await client.NegotiateAsync(CancellationToken.None)).ApiVersion);
    }

    [Fact]
    public async Task Of_an_impostor_is_refused_for_an_authority_in_between_too()
    {
        using var between = new TestAuthority("in between", _bench.Authority);
        using var impostor = new TestAuthority("in between");
        await using var server = TlsBench.Serve(impostor.IssueServer());

        var exception = await TlsBench.FailAsync(server, _bench.Verified with { AuthorityFile = _bench.Folder.Write("between.pem", between.Pem) });

        Assert.Equal(ConnectionProblem.CertificateNotTrusted, exception.Problem);
    }

    [Fact]
    public async Task That_has_ended_is_refused_with_the_time_of_its_end()
    {
        await using var server = TlsBench.Serve(_bench.Authority.IssueServer(until: new DateTimeOffset(2025, 2, 3, 4, 5, 0, TimeSpan.Zero)));

        var exception = await TlsBench.FailAsync(server, _bench.Verified);

        Assert.Equal(ConnectionProblem.CertificateOutOfDate, exception.Problem);
        Assert.Contains("its certificate 'CN=engine' ended on 2025-02-03 04:05 UTC: renew it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_has_not_begun_is_refused_with_a_look_at_the_clocks()
    {
        await using var server = TlsBench.Serve(_bench.Authority.IssueServer(from: Now.AddDays(2)));

        var exception = await TlsBench.FailAsync(server, _bench.Verified);

        Assert.Equal(ConnectionProblem.CertificateOutOfDate, exception.Problem);
        Assert.Contains("begins only on", exception.Message, StringComparison.Ordinal);
        Assert.Contains("clocks", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_other_names_is_refused_and_they_are_told()
    {
        await using var server = TlsBench.Serve(_bench.Authority.IssueServer(null, null, "ship1.example", "10.0.0.1"));

        var exception = await TlsBench.FailAsync(server, _bench.Verified with { ServerName = "ship2.example" });

        Assert.Equal(ConnectionProblem.CertificateNameWrong, exception.Problem);
        Assert.Contains("is for 'ship1.example', '10.0.0.1', and not for 'ship2.example'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_client_does_not_do_for_an_engine()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = _bench.Authority.IssueClient(key);
        using var certificate = issued.CopyWithPrivateKey(key);
        await using var server = TlsBench.Serve(X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null));

        Assert.Equal(ConnectionProblem.CertificateNotTrusted, (await TlsBench.FailAsync(server, _bench.Verified)).Problem);
    }
}
