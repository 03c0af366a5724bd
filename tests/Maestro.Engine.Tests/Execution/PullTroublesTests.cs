using System.Net;
using Maestro.Engine.Docker;
using Maestro.Engine.Execution;

namespace Maestro.Engine.Tests.Execution;

public class PullTroublesTests
{
    [Theory]
    [InlineData(500, "unauthorized: authentication required")]
    [InlineData(500, "Head \"http://10.0.0.2:5000/v2/web/manifests/1\": no basic auth credentials")]
    [InlineData(404, "pull access denied for web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied")]
    [InlineData(500, "Get \"https://hub/v2/web/manifests/1\": unauthorized: incorrect username or password")]
    [InlineData(500, "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed")]
    [InlineData(500, "toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating")]
    [InlineData(500, "unexpected status from HEAD request to https://hub/v2/web/manifests/1: 403 Forbidden")]
    [InlineData(401, "")]
    [InlineData(403, "x")]
    public void A_registry_that_says_no_denies(int status, string said) => Assert.Equal("Denied", Of(status, said));

    [Theory]
    [InlineData(404, "manifest for hub:5000/web:9 not found: manifest unknown: manifest unknown")]
    [InlineData(500, "manifest unknown: manifest unknown")]
    [InlineData(500, "name unknown: repository name not known to registry")]
    [InlineData(500, "Get \"https://nosuch.example.com/v2/\": dial tcp: lookup nosuch.example.com on 10.0.0.3:53: no such host")]
    [InlineData(500, "no matching manifest for linux/arm64/v8 in the manifest list entries")]
    public void What_is_not_there_is_missing(int status, string said) => Assert.Equal("Missing", Of(status, said));

    [Theory]
    [InlineData(500, "Get \"https://hub:5443/v2/\": dial tcp 10.0.0.2:5443: connect: connection refused")]
    [InlineData(500, "read tcp 10.0.0.1:39012->10.0.0.2:443: read: connection reset by peer")]
    [InlineData(500, "unexpected EOF")]
    [InlineData(500, "Get \"https://hub/v2/\": EOF")]
    [InlineData(500, "Get \"https://hub/v2/\": net/http: TLS handshake timeout")]
    [InlineData(500, "Get \"https://hub/v2/\": dial tcp 10.0.0.2:443: i/o timeout")]
    [InlineData(500, "Get \"https://hub/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)")]
    [InlineData(500, "Get \"https://hub/v2/\": context deadline exceeded")]
    [InlineData(500, "received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData(500, "unexpected status code 502")]
    [InlineData(500, "unexpected status from HEAD request to https://hub:5000/v2/web/manifests/1: 500 Internal Server Error")]
    [InlineData(500, "error parsing HTTP 504 response body: invalid character '<' looking for beginning of value")]
    [InlineData(500, "toomanyrequests: Rate exceeded")]
    [InlineData(500, "dial tcp: lookup hub.example.com: Temporary failure in name resolution")]
    [InlineData(503, "x")]
    [InlineData(502, "x")]
    [InlineData(429, "x")]
    public void What_may_pass_is_transient(int status, string said) => Assert.Equal("Transient", Of(status, said));

    [Theory]
    [InlineData(500, "write /var/lib/docker/tmp/x: no space left on device")]
    [InlineData(500, "Get \"https://hub/v2/\": x509: certificate signed by unknown authority")]
    [InlineData(500, "Get \"https://hub:5000/v2/\": http: server gave HTTP response to HTTPS client")]
    [InlineData(500, "filesystem layer verification failed for digest sha256:5000")]
    [InlineData(400, "invalid reference format")]
    [InlineData(501, "x")]
    public void Anything_else_is_neither(int status, string said) => Assert.Equal("Other", Of(status, said));

    private static string Of(int status, string said) => PullTroubles.Of(new DockerApiException((HttpStatusCode)status, said, "POST /images/create")).ToString();
}
