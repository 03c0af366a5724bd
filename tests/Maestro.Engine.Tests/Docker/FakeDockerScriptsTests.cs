using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker;

/// <summary>What the golden cases ask of the fake engine beyond what a client of ours asks today.</summary>
public sealed class FakeDockerScriptsTests
{
    private static readonly IPEndPoint Elsewhere = new(IPAddress.Parse("127.40.1.2"), 0);

    [Fact]
    public async Task Listens_where_it_is_told_to()
    {
        await using var docker = await FakeDocker.StartAsync(Elsewhere);
        using var http = new HttpClient();

        Assert.StartsWith("tcp://127.40.1.2:", docker.TcpHost, StringComparison.Ordinal);
        Assert.Equal("OK", await http.GetStringAsync(new Uri($"http://127.40.1.2:{docker.TcpPort}/_ping")));
    }

    [Fact]
    public async Task Pulls_anything_when_told_to_and_fails_as_often_as_told()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.PullsAnything = true;
        docker.FailPull("app:1", "registry unavailable", status: 503, times: 1);
        using var http = Client(docker);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.PostAsync("/images/create?fromImage=app&tag=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("/images/create?fromImage=app&tag=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/images/app:1/json")).StatusCode);
    }

    [Fact]
    public async Task Has_containers_from_before_and_runs_commands_in_them()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddContainer("app-1", "gone:1", isRunning: true, imageId: "sha256:1");
        docker.AddContainer("app-2", "gone:1", isRunning: false);
        docker.SetExecExit("app-1", 3);
        using var http = Client(docker);

        var created = await http.PostAsJsonAsync("/containers/app-1/exec", new { Cmd = new[] { "true" } });
        var id = (string)(await created.Content.ReadFromJsonAsync<JsonObject>())!["Id"]!;
        await http.PostAsync($"/exec/{id}/start", null);
        var inspected = await http.GetFromJsonAsync<JsonObject>($"/exec/{id}/json");

        Assert.Equal(3, (int)inspected!["ExitCode"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await http.PostAsJsonAsync("/containers/app-2/exec", new { })).StatusCode);
        Assert.Equal("sha256:1", docker.Container("app-1").ImageId);
        Assert.Equal(["app-1", "app-1", "app-1", "app-2"], docker.Requests.Select(r => r.Container));
    }

    [Fact]
    public async Task Published_ports_answer_http_and_tell_since_when()
    {
        await using var docker = await FakeDocker.StartAsync();
        docker.AddImage("web:1");
        docker.PublishPorts = true;
        docker.OnStart("web-1").AnswerHttp("hello");
        using var http = Client(docker);
        var before = DateTimeOffset.UtcNow;

        using var body = new StringContent(
            """{"Image":"web:1","HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":""}]}}}""", new MediaTypeHeaderValue("application/json"));
        await http.PostAsync("/containers/create?name=web-1", body);
        await http.PostAsync("/containers/web-1/start", null);

        Assert.InRange(docker.Container("web-1").PortsOpenAt!.Value, before, DateTimeOffset.UtcNow);
        Assert.Equal("hello", await http.GetStringAsync(new Uri($"http://127.0.0.1:{docker.Container("web-1").Ports[0].External}/")));
    }

    private static HttpClient Client(FakeDocker docker) => new() { BaseAddress = new Uri($"http://127.0.0.1:{docker.TcpPort}") };
}
