using System.Security.Authentication;
using Maestro.Engine.Docker;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport;

public sealed class ClientCertificateTests : IDisposable
{
    private readonly TlsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Is_shown_with_the_authorities_in_between(SslProtocols protocol)
    {
        using var between = new TestAuthority("in between", _bench.Authority);
        var shown = string.Empty;
        await using var server = _bench.ServeKnown(protocol, (certificate, chain) =>
        {
            shown = $"{certificate?.Subject} with {string.Join(", ", chain!.ChainPolicy.ExtraStore.Select(c => c.Subject))}";
            return true;
        });

        await using var client = TlsBench.Client(server, _bench.WithClient(between));

        Assert.Equal("1.41", (await client.NegotiateAsync(CancellationToken.None)).ApiVersion);
        Assert.Contains("CN=client with", shown, StringComparison.Ordinal);
        Assert.Contains("CN=in between", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task That_is_missing_is_asked_for(SslProtocols protocol)
    {
        await using var server = _bench.ServeKnown(protocol, (certificate, _) => certificate is not null);

        var exception = await TlsBench.FailAsync(server, _bench.Verified);

        Assert.Equal(ConnectionProblem.ClientCertificateMissing, exception.Problem);
        Assert.EndsWith("it wants to see a client's certificate, and none is given; name yours with 'tls_cert' and 'tls_key'.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Is_suspected_when_the_engine_hangs_up_without_a_word(SslProtocols protocol)
    {
        using var stranger = new TestAuthority("stranger");
        await using var server = _bench.ServeKnown(protocol, (_, _) => false);

        var exception = await TlsBench.FailAsync(server, _bench.WithClient(stranger));

        Assert.Equal(ConnectionProblem.Lost, exception.Problem);
        Assert.Contains("does it refuse the client's certificate 'CN=client' issued by 'CN=stranger'?", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error:0A000412:SSL routines::sslv3 alert bad certificate", "bad certificate")]
    [InlineData("error:0A000418:SSL routines::tlsv1 alert unknown ca", "unknown ca")]
    [InlineData("error:0A000412:SSL routines::ssl/tls alert certificate unknown", "certificate unknown")]
    [InlineData("Authentication failed because the remote party sent a TLS alert: 'AccessDenied'.", "AccessDenied")]
    public async Task That_is_refused_with_an_alert_is_told_with_its_issuer(string alert, string words)
    {
        using var stranger = new TestAuthority("stranger");

        var exception = (await TlsBench.TroubleOfAsync(_bench.WithClient(stranger))).InFirstAnswer(new IOException("broken", new InvalidOperationException(alert)));

        Assert.Equal(ConnectionProblem.ClientCertificateRefused, exception?.Problem);
        Assert.Contains($"'CN=client' issued by 'CN=stranger' ({words})", exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_is_missing_is_told_by_an_alert_of_TLS_13_too()
        => Assert.Equal(
            ConnectionProblem.ClientCertificateMissing,
            (await TlsBench.TroubleOfAsync(_bench.Verified)).InFirstAnswer(new IOException("error:0A00045C:SSL routines::tlsv13 alert certificate required"))?.Problem);

    [Fact]
    public async Task Has_nothing_to_do_with_other_failures()
    {
        using var stranger = new TestAuthority("stranger");
        var trouble = await TlsBench.TroubleOfAsync(_bench.WithClient(stranger));

        Assert.Null(trouble.InFirstAnswer(new IOException("Connection reset by peer")));
        Assert.Equal(ConnectionProblem.TlsFailed, trouble.InFirstAnswer(new IOException("error:1:SSL routines::tlsv1 alert internal error"))?.Problem);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, -2, -1, "ended on")]
    [InlineData(SslProtocols.Tls13, -2, -1, "ended on")]
    [InlineData(SslProtocols.Tls13, 1, 2, "begins only on")]
    public async Task That_is_out_of_date_is_told_with_its_time(SslProtocols protocol, int from, int until, string words)
    {
        await using var server = _bench.ServeKnown(protocol, (_, _) => false);
        var now = DateTimeOffset.UtcNow;

        var exception = await TlsBench.FailAsync(server, _bench.WithClient(_bench.Authority, now.AddDays(from), now.AddDays(until)));

        Assert.Equal(ConnectionProblem.ClientCertificateOutOfDate, exception.Problem);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }
}
