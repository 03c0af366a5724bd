using System.Runtime.Versioning;
using Maestro.Engine.Docker.Transport.Ssh;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Docker.Transport.Ssh;

[UnsupportedOSPlatform("windows")]
public sealed class SshFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();
    private readonly FakeTime _time = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Is_for_its_user_alone()
    {
        using var folder = SshFolder.Create(_parent.Path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }

    [Fact]
    public void Goes_away_with_all_that_is_in_it()
    {
        using (var folder = SshFolder.Create(_parent.Path))
        {
            File.WriteAllText(Path.Combine(folder.Path, "a"), string.Empty);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void A_sweep_leaves_the_folders_of_runs_that_live()
    {
        using var folder = SshFolder.Create(_parent.Path);

        SshFolder.Sweep(_parent.Path, _time);

        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void A_sweep_removes_what_a_dead_run_has_left_and_nothing_else()
    {
        _parent.Write("maestro-ssh-dead/lock", string.Empty);
        _parent.Write("maestro-ssh-dead/a", string.Empty);
        _parent.Write("somebody/lock", string.Empty);

        SshFolder.Sweep(_parent.Path, _time);

        Assert.Equal([Path.Combine(_parent.Path, "somebody")], Directory.GetFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void A_sweep_leaves_a_folder_that_is_being_made_unless_it_is_old()
    {
        var young = Directory.CreateDirectory(Path.Combine(_parent.Path, "maestro-ssh-young")).FullName;
        var old = Directory.CreateDirectory(Path.Combine(_parent.Path, "maestro-ssh-old")).FullName;
        Directory.SetLastWriteTimeUtc(young, _time.GetUtcNow().UtcDateTime);
        Directory.SetLastWriteTimeUtc(old, _time.GetUtcNow().UtcDateTime.AddMinutes(-2));

        SshFolder.Sweep(_parent.Path, _time);

        Assert.Equal([young], Directory.GetFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Is_in_the_folder_of_the_session_where_that_is_fit()
    {
        Assert.Equal(_parent.Path, SshFolder.Parent(_parent.Path, "/var/tmp"));
        Assert.Equal(_parent.Path, SshFolder.Parent(null, _parent.Path));
        Assert.Equal(_parent.Path, SshFolder.Parent("/nowhere", _parent.Path));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("percent%d")]
    [InlineData("colon:")]
    [InlineData("much-too-long-for-the-path-of-a-unix-socket-which-has-room-for-a-hundred-signs-or-so")]
    public void Is_in_tmp_where_another_is_not_fit_for_sockets(string name)
        => Assert.Equal("/tmp", SshFolder.Parent(null, Directory.CreateDirectory(Path.Combine(_parent.Path, name)).FullName));
}
