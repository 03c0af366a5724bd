using Maestro.Engine.Diagnostics;
using Maestro.Engine.Testing;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Testing;

public sealed class RunFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_copy_in_use_is_no_orphan()
    {
        using var users = await JoinAsync("ci");

        Assert.Empty(Orphans());
    }

    [Fact]
    public async Task A_copy_whose_user_has_died_is_an_orphan()
    {
        (await JoinAsync("ci")).Dispose(); // as the operating system does

        Assert.Equal(["ci"], Orphans());
    }

    [Fact]
    public async Task A_copy_that_was_ended_in_order_is_forgotten()
    {
        using var users = await JoinAsync("ci");

        Assert.True(users.TryOwnAlone());
        users.Forget();

        Assert.Empty(Orphans());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Only_the_last_of_several_users_owns_a_copy_alone()
    {
        using var one = await JoinAsync("ci");
        using var other = await JoinAsync("ci");

        Assert.False(one.TryOwnAlone());
        Assert.True(other.TryOwnAlone());
    }

    [Fact]
    public async Task Nobody_joins_a_copy_while_it_is_taken_down()
    {
        using var last = await JoinAsync("ci");
        Assert.True(last.TryOwnAlone());

        var joining = JoinAsync("ci");
        Assert.False(joining.IsCompleted);
        last.Forget();

        using var first = await joining.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(first.TryOwnAlone());
    }

    [Fact]
    public async Task An_orphan_is_one_sweeper_s_alone()
    {
        (await JoinAsync("ci")).Dispose();

        using var orphan = RunFile.TakeOrphans(Runs).Single();

        Assert.Empty(Orphans());
    }

    [Fact]
    public async Task Users_who_leave_can_ask_those_after_them_to_keep_the_copy()
    {
        using var one = await JoinAsync("ci");
        using var other = await JoinAsync("ci");

        one.Keep();

        Assert.True(other.IsKept);
        Assert.False(one.TryOwnAlone());
        Assert.True(other.TryOwnAlone());
        other.Forget();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Environments_of_one_name_in_two_files_have_nothing_in_common()
        => Assert.NotEqual(RunFile.FolderOf("/runs", "demo", "/a/maestro.yaml"), RunFile.FolderOf("/runs", "demo", "/b/maestro.yaml"));

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named()
    {
        var file = _folder.Write("file", string.Empty);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => RunFile.JoinAsync(Path.Combine(file, "runs"), "ci", TimeProvider.System, CancellationToken.None));

        Assert.Equal("MAESTRO681", Assert.IsType<MaestroException>(refusal).Diagnostics[0].Code.Id);
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_are_forgotten_one_by_one()
    {
        using var one = await JoinAsync("one");
        using var other = await JoinAsync("other");

        one.Forget();

        Assert.True(Directory.Exists(Runs));
        other.Forget();
        Assert.False(Directory.Exists(Runs));
    }

    private string Runs => Path.Combine(_folder.Path, "runs");

    private Task<RunFile> JoinAsync(string run) => RunFile.JoinAsync(Runs, run, TimeProvider.System, CancellationToken.None);

    private List<string> Orphans()
    {
        var runs = new List<string>();
        foreach (var orphan in RunFile.TakeOrphans(Runs))
        {
            using (orphan)
            {
                runs.Add(orphan.Run);
            }
        }

        return runs;
    }
}
