using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public sealed class LogReaderTests : IAsyncLifetime
{
    private FakeDocker _one = null!;
    private FakeDocker _two = null!;

    public async Task InitializeAsync() => (_one, _two) = (await FakeDocker.StartAsync(), await FakeDocker.StartAsync());

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Puts_the_lines_of_many_ships_in_the_order_in_which_they_were_written()
    {
        _one.AddContainer("web-1", "fleet/web:1", isRunning: true);
        _two.AddContainer("web-2", "fleet/web:1", isRunning: true);
        foreach (var number in Enumerable.Range(1, 3))
        {
            _one.WriteLog("web-1", $"one {number}");
            _two.WriteLog("web-2", $"two {number}");
        }

        var lines = await ReadAsync(new LogsOptions());

        Assert.Equal(["one 1", "two 1", "one 2", "two 2", "one 3", "two 3"], lines.OfType<LogLine>().Select(l => l.Text));
        Assert.Equal(["web-1", "web-2"], lines.OfType<LogLine>().Take(2).Select(l => l.Instance));
    }

    [Fact]
    public async Task Reads_the_last_lines_of_each_instance()
    {
        _one.AddContainer("web-1", "fleet/web:1", isRunning: true);
        _two.AddContainer("web-2", "fleet/web:1", isRunning: false);
        foreach (var number in Enumerable.Range(1, 3))
        {
            _one.WriteLog("web-1", $"one {number}");
            _two.WriteLog("web-2", $"two {number}");
        }

        Assert.Equal(["one 3", "two 3"], (await ReadAsync(new LogsOptions { Tail = 1 })).OfType<LogLine>().Select(l => l.Text));
    }

    [Fact]
    public async Task A_ship_that_does_not_answer_is_told_and_hides_nothing_of_the_others()
    {
        _one.AddContainer("web-1", "fleet/web:1", isRunning: true);
        _one.WriteLog("web-1", "here");
        await _two.KillAsync();

        var entries = await ReadAsync(new LogsOptions());

        Assert.Equal(DiagnosticArea.Ship, Assert.Single(entries.OfType<LogNotice>()).Diagnostic.Code.Area);
        Assert.Equal("here", Assert.Single(entries.OfType<LogLine>()).Text);
    }

    [Fact]
    public async Task Instances_without_a_container_are_a_warning_while_others_have_one_and_else_an_error()
    {
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single((await ReadAsync(new LogsOptions())).OfType<LogNotice>()).Diagnostic.Severity);
        _one.AddContainer("web-1", "fleet/web:1", isRunning: true);

        var notice = Assert.Single((await ReadAsync(new LogsOptions())).OfType<LogNotice>()).Diagnostic;

        Assert.Equal((DiagnosticSeverity.Warning, DiagnosticCodes.NoContainer), (notice.Severity, notice.Code));
        Assert.Contains("web-2", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_a_container_of_another_environment_is_not_shown()
    {
        _one.AddImage("fleet/web:1");
        _one.Run("web-1", "fleet/web:1", new Dictionary<string, string> { ["maestro.environment"] = "other" });
        _one.WriteLog("web-1", "secret");
        _two.AddContainer("web-2", "fleet/web:1", isRunning: true);

        var entries = await ReadAsync(new LogsOptions());

        Assert.Empty(entries.OfType<LogLine>());
        Assert.Equal(DiagnosticCodes.NameTaken, Assert.Single(entries.OfType<LogNotice>()).Diagnostic.Code);
    }

    [Fact]
    public async Task Following_ends_with_the_last_container_that_ends_by_itself()
    {
        _one.AddImage("fleet/web:1");
        await using var docker = _one.CreateClient();
        var created = await docker.CreateContainerAsync("job", new Engine.Docker.CreateContainerRequest { Image = "fleet/web:1" }, CancellationToken.None);
        _one.OnStart("job").Exit(0, after: TimeSpan.FromMilliseconds(300)).Write("job done");
        await docker.StartContainerAsync(created.Id, CancellationToken.None);
        var environment = Env.Of().Ship("one", endpoint: new UnixEndpoint(_one.SocketPath)).Service("job").Instance("job").Build();

        var lines = await ReadAsync(environment, new LogsOptions { Follow = true });

        Assert.Equal(["job done"], lines.OfType<LogLine>().Select(l => l.Text));
    }

    [Fact]
    public async Task A_file_is_written_for_each_instance_that_has_a_container()
    {
        using var folder = new TemporaryFolder();
        _one.AddContainer("web-1", "fleet/web:1", isRunning: true);
        _two.AddContainer("web-2", "fleet/web:1", isRunning: true);
        _one.WriteLog("web-1", "a line");

        var written = await new Conductor().WriteLogsAsync(Fleet(), new Play(PlayKind.Logs), new LogsOptions(), folder.Path, CancellationToken.None);

        Assert.True(written.Succeeded);
        Assert.Equal(["web-1", "web-2"], written.Files.Select(f => f.Instance));
        Assert.Equal("a line\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "logs", "web-1.log")));
        Assert.Empty(await File.ReadAllTextAsync(written.Files[1].Path));
    }

    private Task<List<LogEntry>> ReadAsync(LogsOptions options) => ReadAsync(Fleet(), options);

    private static async Task<List<LogEntry>> ReadAsync(MaestroEnvironment environment, LogsOptions options)
    {
        using var patience = new CancellationTokenSource(FakeDocker.Patience);
        var entries = new List<LogEntry>();
        await foreach (var entry in new Conductor().LogsAsync(environment, new Play(PlayKind.Logs), options, patience.Token))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private MaestroEnvironment Fleet() => Env.Of()
        .Ship("one", endpoint: new UnixEndpoint(_one.SocketPath))
        .Ship("two", endpoint: new UnixEndpoint(_two.SocketPath))
        .Service("web").Instance("web-1", "one").Instance("web-2", "two")
        .Build();
}
