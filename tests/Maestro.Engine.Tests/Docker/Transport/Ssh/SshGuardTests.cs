using System.Runtime.Versioning;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

[UnsupportedOSPlatform("windows")]
public sealed class SshGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Sockets => Path.Combine(_folder.Path, "sockets");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("trap '' HUP TERM INT;")]
    public async Task Ends_the_client_and_what_it_has_started_when_this_process_lets_go(string stubbornness)
    {
        var process = Start($"{stubbornness} sleep 1000 & echo $$ $!; wait");
        var (client, child) = await ReadTwoAsync(process);
        Assert.True(OtherProcess.IsAlive(client));

        await process.DisposeAsync();

        await FakeDocker.WaitUntilAsync(() => !OtherProcess.IsAlive(client) && !OtherProcess.IsAlive(child), "the end of both");
        Assert.False(Directory.Exists(Sockets));
    }

    [Fact]
    public async Task Ends_what_a_client_that_has_ended_leaves_behind()
    {
        await using var process = Start("sleep 1000 & echo $$ $!; exit 7");
        var (_, child) = await ReadTwoAsync(process);

        Assert.Equal(7, await process.Ended.WaitAsync(FakeDocker.Patience));

        Assert.False(OtherProcess.IsAlive(child));
        Assert.False(Directory.Exists(Sockets));
    }

    [Fact]
    public async Task The_client_is_in_a_session_of_its_own()
    {
        await using var process = Start("read -r line </proc/$$/stat; set -- $line; echo $$ $6; sleep 1000");

        var (client, session) = await ReadTwoAsync(process);

        Assert.Equal(client, session);
    }

    [Fact]
    public async Task Tells_that_there_is_no_client()
    {
        await using var process = SshProcess.Start(SshGuard.Describe("no-such-program-anywhere", Sockets, []));

        Assert.Equal(127, await process.Ended.WaitAsync(FakeDocker.Patience));
    }

    [Fact]
    public async Task The_client_speaks_the_language_that_is_understood_and_asks_nobody()
    {
        await using var process = Start("echo $LC_ALL $SSH_ASKPASS_REQUIRE; cat");

        Assert.Equal(0, await process.Ended.WaitAsync(FakeDocker.Patience)); // its standard input is at its end
        Assert.Equal(["C never"], process.Output.Lines);
    }

    private SshProcess Start(string script)
    {
        Directory.CreateDirectory(Sockets);
        return SshProcess.Start(SshGuard.Describe("sh", Sockets, ["-c", $"exec >&2; {script}"]));
    }

    private static async Task<(int First, int Second)> ReadTwoAsync(SshProcess process)
    {
        var line = await process.Output.FindAsync(_ => true, 0, FakeDocker.Patience, TimeProvider.System);
        return line?.Split(' ') is [var first, var second] ? (int.Parse(first), int.Parse(second)) : throw new InvalidOperationException($"Found '{line}'.");
    }
}
