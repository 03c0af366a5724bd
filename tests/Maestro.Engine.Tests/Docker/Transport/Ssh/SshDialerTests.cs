using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Maestro.Engine.Docker;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

[UnsupportedOSPlatform("windows")]
public sealed class SshDialerTests : IAsyncLifetime
{
    private const string Drop = "echo 'kex_exchange_identification: Connection closed by remote host' >&2; exit 255";

    // Clocks of tests run fast; a program does not.
    private static readonly SshRoute Route = new("ship", SshTarget.Port(2375)) { User = "root", ConnectTimeout = TimeSpan.FromMinutes(10) };

    private readonly FakeTime _time = new();
    private FakeDocker _docker = null!;
    private FakeSsh _ssh = null!;

    public async Task InitializeAsync()
    {
        _docker = await FakeDocker.StartAsync();
        _ssh = new FakeSsh(_docker.SocketPath);
    }

    public async Task DisposeAsync()
    {
        _ssh.Dispose();
        await _docker.DisposeAsync();
    }

    [Fact]
    public async Task Opens_one_tunnel_for_all_connections_with_the_first_of_them()
    {
        await using var dialer = Dialer();
        Assert.Empty(_ssh.Calls);

        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => dialer.DialAsync(CancellationToken.None).AsTask()));

        Assert.All(await Task.WhenAll(streams.Select(PingAsync)), answer => Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal));
        Assert.Single(_ssh.Calls);
    }

    [Fact]
    public async Task Ends_the_client_and_removes_its_folder()
    {
        _ssh.Does(Remembered + "forward $first; stay");
        var dialer = Dialer();
        await OpenAsync(dialer);
        var client = Client;
        Assert.True(OtherProcess.IsAlive(client));

        await dialer.DisposeAsync();

        Assert.False(OtherProcess.IsAlive(client));
        Assert.Empty(Directory.GetDirectories(_ssh.Sockets));
    }

    [Fact]
    public async Task Ends_a_client_that_is_still_logging_in()
    {
        _ssh.Does(Remembered + "stay");
        var dialer = Dialer();
        var opening = OpenAsync(dialer);
        await FakeDocker.WaitUntilAsync(() => File.Exists(PathOfClient), "the client runs");

        await dialer.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.False(OtherProcess.IsAlive(Client));
        Assert.Empty(Directory.GetDirectories(_ssh.Sockets));
    }

    [Fact]
    public async Task Who_gives_up_does_not_take_the_tunnel_from_the_others()
    {
        var go = Path.Combine(_ssh.Sockets, "go");
        _ssh.Does($"while [ ! -e '{go}' ]; do sleep 0.02; done; forward $first; stay");
        await using var dialer = Dialer();
        using var gone = new CancellationTokenSource();
        var impatient = dialer.DialAsync(gone.Token).AsTask();
        var patient = dialer.DialAsync(CancellationToken.None).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await File.WriteAllTextAsync(go, string.Empty);

        await PingAsync(await patient);
        Assert.Single(_ssh.Calls);
    }

    [Fact]
    public async Task Repeats_a_request_through_a_new_tunnel_when_the_first_has_broken()
    {
        _ssh.Does(Remembered + "forward $first; stay");
        await using var client = new DockerClient(Dialer(), TimeProvider.System);
        await client.ListContainersAsync(CancellationToken.None);

        await BreakAsync();

        await client.ListContainersAsync(CancellationToken.None);
        Assert.Equal(2, _ssh.Calls.Count);
    }

    [Fact]
    public async Task Waits_a_while_for_a_server_that_is_away_when_a_tunnel_to_it_has_stood()
    {
        _ssh.Does(Remembered + "if [ $run = 2 ]; then echo 'ssh: connect to host ship port 22: Connection refused' >&2; exit 255; fi; forward $first; stay");
        await using var dialer = Dialer();
        await OpenAsync(dialer);

        await BreakAsync();

        await OpenAsync(dialer);
        Assert.Equal(3, _ssh.Calls.Count);
    }

    [Fact]
    public async Task A_stream_ends_with_the_reason_when_its_tunnel_breaks()
    {
        _ssh.Does(Remembered + "forward $first; echo 'Timeout, server ship not responding.' >&2; stay");
        await using var client = new DockerClient(Dialer(), TimeProvider.System);
        await using var events = await client.WatchContainersAsync(["start"], since: null, CancellationToken.None);
        await using var reading = events.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        var next = reading.MoveNextAsync().AsTask();

        await BreakAsync();

        var failure = await Assert.ThrowsAsync<DockerConnectionException>(() => next.WaitAsync(FakeDocker.Patience));
        Assert.Equal(ConnectionProblem.Lost, failure.Problem);
        Assert.StartsWith("The SSH tunnel to the Docker engine at ssh://root@ship broke. ssh said:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Timeout, server ship not responding.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_a_crowded_server_again_until_it_lets_in()
    {
        _ssh.Does($"if [ $run -lt 4 ]; then {Drop}; fi; forward $first; stay");
        await using var dialer = Dialer();

        await OpenAsync(dialer);

        Assert.Equal(4, _ssh.Calls.Count);
    }

    [Fact]
    public async Task Says_that_a_server_drops_connections_when_it_does_so_all_the_time()
    {
        _ssh.Does(Drop);
        await using var dialer = Dialer(time: _time);

        var failure = await FailureAsync(dialer);

        Assert.Equal(ConnectionProblem.SshServerBusy, failure.Problem);
        Assert.Contains("It was tried 10 times. ssh said:", failure.Message, StringComparison.Ordinal);
        Assert.Equal(10, _ssh.Calls.Count);
    }

    [Theory]
    [InlineData("root@ship: Permission denied (publickey).", nameof(ConnectionProblem.SshLoginRefused))]
    [InlineData("Host key verification failed.", nameof(ConnectionProblem.SshHostKeyUnknown))]
    public async Task Never_tries_again_what_was_refused(string line, string problem)
    {
        _ssh.Fails(line);
        await using var dialer = Dialer(time: _time);

        Assert.Equal(problem, $"{(await FailureAsync(dialer)).Problem}");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(problem, $"{(await FailureAsync(dialer)).Problem}");

        Assert.Single(_ssh.Calls);
    }

    [Fact]
    public async Task Tries_again_only_after_a_while_what_may_get_better()
    {
        _ssh.Fails("ssh: connect to host ship port 22: Connection refused");
        await using var dialer = Dialer(time: _time);
        Assert.Equal(ConnectionProblem.Refused, (await FailureAsync(dialer)).Problem);
        await Assert.ThrowsAsync<DockerConnectionException>(() => OpenAsync(dialer));
        Assert.Single(_ssh.Calls);

        _ssh.Does("forward $first; stay");
        _time.Advance(TimeSpan.FromSeconds(1));

        await PumpAsync(OpenAsync(dialer), () => _time.Advance(TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public async Task Does_without_the_forwards_of_the_user_that_are_in_the_way()
    {
        _ssh.Does("if [ $run = 1 ]; then echo 'cannot listen to port: 8080' >&2; exit 255; fi; forward $first; stay");
        await using var dialer = Dialer();

        await OpenAsync(dialer);

        Assert.Contains("ExitOnForwardFailure=yes", _ssh.Calls[0], StringComparison.Ordinal);
        Assert.Contains("ExitOnForwardFailure=no", _ssh.Calls[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_hangs_ends_at_its_time_out()
    {
        _ssh.Does("stay");
        await using var dialer = Dialer(Route with { ConnectTimeout = TimeSpan.FromSeconds(3) }, _time);

        var failure = await FailureAsync(dialer);

        Assert.Equal(ConnectionProblem.TimedOut, failure.Problem);
        Assert.Contains("ssh had not logged in within 3 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_tries_together_end_at_the_total_time_out()
    {
        _ssh.Does(Drop);
        await using var dialer = Dialer(Route with { TotalTimeout = TimeSpan.FromSeconds(1) }, _time);

        var failure = await FailureAsync(dialer);

        Assert.Equal(ConnectionProblem.TimedOut, failure.Problem);
        Assert.Contains("within 1 s, which is the total of 'ssh_timeout'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_told_from_a_login_that_fails()
    {
        using var silent = Listen("silent");
        _ssh.Does($"ln -s '{silent.LocalEndPoint}' $first; stay");
        await using var dialer = Dialer(time: _time);

        var failure = await FailureAsync(dialer);

        Assert.Equal(ConnectionProblem.NoAnswer, failure.Problem);
        Assert.Contains("port 2375 takes a connection and does not answer a ping within 30 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_the_engine_at_its_usual_socket_when_nothing_listens_on_the_port_and_says_so()
    {
        using var closing = HangUp("refused");
        _ssh.Does($"ln -s '{closing.LocalEndPoint}' $first; forward $second; {Refusing}");
        await using var dialer = Dialer(Route with { Fallback = SshTarget.UsualSocket });

        await PingAsync(await dialer.DialAsync(CancellationToken.None));

        Assert.Equal(
            "nothing listens on port 2375 there, so the engine is reached by its usual socket; say so with 'remote_socket: /var/run/docker.sock', or name the port with 'docker_port'.",
            dialer.Remark);
        Assert.Contains($":{SshTarget.UsualSocket.Text} ", _ssh.Calls[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_nothing_to_remark_when_the_engine_is_where_the_file_says()
    {
        await using var dialer = Dialer(Route with { Fallback = SshTarget.UsualSocket });

        await PingAsync(await dialer.DialAsync(CancellationToken.None));

        Assert.Null(dialer.Remark);
    }

    [Fact]
    public async Task Tells_both_places_where_the_engine_is_not()
    {
        using var closing = HangUp("refused");
        _ssh.Does($"ln -s '{closing.LocalEndPoint}' $first; ln -s '{closing.LocalEndPoint}' $second; {Refusing}");
        await using var dialer = Dialer(Route with { Fallback = SshTarget.UsualSocket });

        var failure = await Assert.ThrowsAsync<DockerConnectionException>(async () => await dialer.DialAsync(CancellationToken.None));

        Assert.Equal(ConnectionProblem.SshForwardRefused, failure.Problem);
        Assert.Contains("nothing listens on port 2375", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Not on its usual socket either: the SSH server does not open the socket /var/run/docker.sock", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_the_far_side_refuses_later_on_says_why()
    {
        _ssh.Does($"forward $first; {Refusing}");
        await using var dialer = Dialer();
        await OpenAsync(dialer);
        await _docker.KillAsync();
        using var closing = HangUp(_docker.SocketPath);

        var stream = await dialer.DialAsync(CancellationToken.None);
        var failure = await Assert.ThrowsAsync<IOException>(() => PingAsync(stream));

        Assert.Equal(ConnectionProblem.SshForwardRefused, Assert.IsType<DockerConnectionException>(failure.InnerException).Problem);
    }

    [Fact]
    public async Task Says_that_the_client_is_missing()
    {
        await using var dialer = Dialer(time: _time, platform: new SshPlatform { Program = "/nowhere/ssh", Folder = _ssh.Sockets });

        var failure = await FailureAsync(dialer);

        Assert.Equal(ConnectionProblem.SshMissing, failure.Problem);
        Assert.StartsWith("The Docker engine at ssh://root@ship cannot be reached: there is no 'ssh' on the PATH", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_in_only_so_often_at_once()
    {
        var go = Path.Combine(_ssh.Sockets, "go");
        _ssh.Does($"while [ ! -e '{go}' ]; do sleep 0.02; done; forward $first; stay");
        var starts = new SshStarts(30, 2);
        var dialers = Enumerable.Range(0, 5).Select(_ => Dialer(starts: starts)).ToList();
        var dials = dialers.Select(d => OpenAsync(d)).ToList();
        await FakeDocker.WaitUntilAsync(() => _ssh.Calls.Count >= 2, "two logins");
        Assert.Equal(2, _ssh.Calls.Count);

        await File.WriteAllTextAsync(go, string.Empty);

        await Task.WhenAll(dials);
        Assert.Equal(5, _ssh.Calls.Count);
        await Task.WhenAll(dialers.Select(d => d.DisposeAsync().AsTask()));
    }

    // OpenSSH says so for each connection; this one does not know when they come.
    private const string Refusing = "while :; do echo 'channel 1: open failed: connect failed: Connection refused' >&2; sleep 0.02; done";

    // Makes the id of the client known.
    private string Remembered => $"echo $$ >'{PathOfClient}.new'; mv '{PathOfClient}.new' '{PathOfClient}'; ";

    private string PathOfClient => Path.Combine(_ssh.Sockets, "client");

    private int Client => int.Parse(File.ReadAllText(PathOfClient));

    private async Task BreakAsync()
    {
        OtherProcess.Kill(Client);
        await FakeDocker.WaitUntilAsync(() => Directory.GetDirectories(_ssh.Sockets).Length == 0, "the end of the tunnel");
        _docker.DropConnections();
    }

    private SshDialer Dialer(SshRoute? route = null, TimeProvider? time = null, SshPlatform? platform = null, SshStarts? starts = null)
    {
        var way = route ?? Route;
        var opener = new SshOpener(way, platform ?? new SshPlatform { Program = _ssh.Program, Folder = _ssh.Sockets }, starts ?? new SshStarts(30, 8), time ?? TimeProvider.System) { Jitter = () => 0.5 };
        return new SshDialer(way, opener, time ?? TimeProvider.System);
    }

    private async Task<DockerConnectionException> FailureAsync(SshDialer dialer)
    {
        var dialing = OpenAsync(dialer);
        await PumpAsync(dialing.ContinueWith(_ => { }, TaskScheduler.Default), () => _time.AdvanceToNextTimer());
        return await Assert.ThrowsAsync<DockerConnectionException>(() => dialing);
    }

    // Moves the clock on while real processes run.
    private static async Task PumpAsync(Task task, Action advance)
    {
        var deadline = Task.Delay(FakeDocker.Patience);
        while (!task.IsCompleted && !deadline.IsCompleted)
        {
            advance();
            await Task.WhenAny(task, Task.Delay(1));
        }

        Assert.True(task.IsCompleted, "It did not end.");
        await task;
    }

    private static async Task OpenAsync(SshDialer dialer) => await (await dialer.DialAsync(CancellationToken.None)).DisposeAsync();

    private Socket Listen(string name)
    {
        var path = Path.Combine(_ssh.Sockets, name);
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }

    private Socket HangUp(string name)
    {
        var socket = Listen(name);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                (await socket.AcceptAsync()).Dispose();
            }
        });
        return socket;
    }

    private static async Task<string> PingAsync(Stream stream)
    {
        await using (stream)
        {
            await stream.WriteAsync("GET /_ping HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            var buffer = new byte[4096];
            return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }
    }
}
