using Maestro.Engine.Testing;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Testing;

public sealed class ArtifactSlotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_alone_has_the_folder_itself_again_and_again()
    {
        ArtifactSlot.Take(_folder.Path).Dispose();
        using var slot = ArtifactSlot.Take(_folder.Path);

        Assert.Equal(_folder.Path, slot.Path);
    }

    [Fact]
    public void Runs_at_the_same_time_have_folders_of_their_own()
    {
        using var first = ArtifactSlot.Take(_folder.Path);
        using var second = ArtifactSlot.Take(_folder.Path);
        using var third = ArtifactSlot.Take(_folder.Path);

        Assert.Equal([_folder.Path, Path.Combine(_folder.Path, "2"), Path.Combine(_folder.Path, "3")], [first.Path, second.Path, third.Path]);
    }

    [Fact]
    public void A_folder_that_is_free_again_is_taken_again()
    {
        using var first = ArtifactSlot.Take(_folder.Path);
        ArtifactSlot.Take(_folder.Path).Dispose();
        using var next = ArtifactSlot.Take(_folder.Path);

        Assert.Equal(Path.Combine(_folder.Path, "2"), next.Path);
    }
}
