using System.Net;
using Maestro.Engine.Checks;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Checks;

public class HttpCheckTests
{
    [Theory]
    [InlineData(200, true)]
    [InlineData(204, false)]
    [InlineData(404, false)]
    [InlineData(503, false)]
    public async Task Passes_with_status_200_alone(int status, bool passes)
    {
        await using var server = await WebServer.StartAsync(_ => new WebAnswer(status, "hello"));

        var result = await ProbeAsync(server, new HttpCheckSpec());

        Assert.Equal(passes, result.Passed);
        Assert.True(passes || result.Finding.Contains($"GET http://127.0.0.1:{server.Port}/: HTTP {status}", StringComparison.Ordinal), result.Finding);
    }

    [Theory]
    [InlineData(200, "all is ready", "rea.y", true)]
    [InlineData(503, "ready", "ready", true)]
    [InlineData(200, "o\nk", "o.k", true)]
    [InlineData(200, "starting", "ready", false)]
    public async Task Passes_with_an_expression_when_the_answer_matches_whatever_its_status(int status, string body, string regex, bool passes)
    {
        await using var server = await WebServer.StartAsync(_ => new WebAnswer(status, body));

        var result = await ProbeAsync(server, new HttpCheckSpec { MatchRegex = regex });

        Assert.Equal(passes, result.Passed);
        Assert.True(passes || result.Finding.Contains("does not match 'ready'", StringComparison.Ordinal), result.Finding);
    }

    [Fact]
    public async Task Sends_method_path_query_headers_cookies_body_and_credentials()
    {
        await using var server = await WebServer.StartAsync(_ => new WebAnswer(200, ""));
        var options = new RequestOptions
        {
            Headers = new Dictionary<string, string> { ["X-Test"] = "yes", ["Content-Type"] = "text/x-test" },
            Cookies = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
            Query = "q=2",
            Body = "hello",
            ContentType = "application/json",
            User = "me",
            Password = "secret",
        };

        var result = await ProbeAsync(server, new HttpCheckSpec { Method = "PUT", Path = "/health?p=1", Request = options });

        Assert.True(result.Passed, result.Finding);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("PUT", "/health?p=1&q=2", "hello"), (request.Method, request.Path, request.Body));
        Assert.Equal(("yes", "text/x-test", "a=1; b=2", "Basic bWU6c2VjcmV0"), (request.Headers["X-Test"], request.Headers["Content-Type"], request.Headers["Cookie"], request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Follows_redirections_unless_told_not_to(bool follow, bool passes)
    {
        await using var server = await WebServer.StartAsync(r => r.Path == "/" ? new WebAnswer(302, "", "/there") : new WebAnswer(200, ""));

        var result = await ProbeAsync(server, new HttpCheckSpec { Request = new RequestOptions { AllowRedirects = follow } });

        Assert.Equal(passes, result.Passed);
    }

    [Fact]
    public async Task A_server_that_hangs_costs_one_try()
    {
        await using var server = await WebServer.StartAsync(async (_, end) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, end);
            return new WebAnswer(200, "");
        });

        var result = await ProbeAsync(server, new HttpCheckSpec { Request = new RequestOptions { Timeout = TimeSpan.FromMilliseconds(200) } }).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Contains("no answer within 0.2 s", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_ends_a_try_that_hangs()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await WebServer.StartAsync(async (_, end) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, end);
            return new WebAnswer(200, "");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProbeAsync(server, new HttpCheckSpec(), cancellation.Token).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Goes_through_the_proxy_of_the_options_and_no_other()
    {
        await using var proxy = await WebServer.StartAsync(_ => new WebAnswer(200, "by proxy"));
        var options = new RequestOptions { Proxies = new Dictionary<string, string> { ["http"] = $"http://127.0.0.1:{proxy.Port}" } };

        var result = await ProbeAsync(null, new HttpCheckSpec { Host = "nowhere.invalid", PortNumber = 81, Request = options });

        Assert.True(result.Passed, result.Finding);
        Assert.Equal("nowhere.invalid:81", Assert.Single(proxy.Requests).Headers["Host"]);
    }

    [Fact]
    public async Task Says_that_nobody_listens()
    {
        await using var server = await WebServer.StartAsync(_ => new WebAnswer(200, ""));
        var port = server.Port;
        await server.DisposeAsync();

        var result = await ProbeAsync(null, new HttpCheckSpec { PortNumber = port });

        Assert.False(result.Passed || result.IsHopeless);
        Assert.Contains("refused", result.Finding, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("unverified", true)]
    [InlineData("default", false)]
    [InlineData("authority", true)]
    public async Task Verifies_the_server_s_certificate_as_told(string how, bool passes)
    {
        using var folder = new TemporaryFolder();
        await using var server = await WebServer.StartAsync(_ => new WebAnswer(200, ""), WebServer.SelfSigned(folder));
        var options = how switch
        {
            "unverified" => new RequestOptions { Verify = false },
            "authority" => new RequestOptions { CertificateAuthorities = Path.Combine(folder.Path, "cert.pem") },
            _ => RequestOptions.Default,
        };

        var result = await ProbeAsync(server, new HttpCheckSpec { Scheme = "https", Host = "localhost", Request = options });

        Assert.True(result.Passed == passes, result.Finding);
    }

    [Fact]
    public async Task Shows_the_client_s_certificate()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WebServer.StartAsync(r => new WebAnswer(r.HasClientCertificate ? 200 : 403, ""), WebServer.SelfSigned(folder));
        var options = new RequestOptions { Verify = false, ClientCertificate = Path.Combine(folder.Path, "cert.pem"), ClientKey = Path.Combine(folder.Path, "key.pem") };

        Assert.True((await ProbeAsync(server, new HttpCheckSpec { Scheme = "https", Request = options })).Passed);
        Assert.False((await ProbeAsync(server, new HttpCheckSpec { Scheme = "https", Request = new RequestOptions { Verify = false } })).Passed);
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_is_told_and_not_tried_again()
    {
        var result = await ProbeAsync(null, new HttpCheckSpec { Scheme = "https", PortNumber = 1, Request = new RequestOptions { ClientCertificate = "/no/such.pem" } });

        Assert.True(result.IsHopeless);
        Assert.Contains("/no/such.pem", result.Finding, StringComparison.Ordinal);
    }

    private static Task<ProbeResult> ProbeAsync(WebServer? server, HttpCheckSpec spec, CancellationToken cancellation = default)
    {
        var instance = Env.Of().Service("web").Instance("web-1", ports: [Env.Port("http", 80, server?.Port ?? 1)]).Build().Instance("web-1");
        var named = spec.PortNumber > 0 ? spec : spec with { PortName = "http" };
        return new HttpCheck(named, new StubProbe(instance), TimeProvider.System).ProbeAsync(cancellation);
    }
}
