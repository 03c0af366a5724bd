using Maestro.Engine.Testing;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Testing;

public sealed class EnvironmentSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_in_the_current_folder_goes_before_all_others()
    {
        _folder.Write("project/maestro.yaml", string.Empty);
        var here = _folder.Write("here/maestro.yaml", string.Empty);

        Assert.Equal(here, Find("maestro.yaml", "here", "project/bin"));
    }

    [Fact]
    public void A_test_in_its_output_folder_finds_the_file_beside_its_project()
    {
        _folder.Write("maestro.yaml", string.Empty);
        var nearest = _folder.Write("project/maestro.yaml", string.Empty);

        Assert.Equal(nearest, Find("maestro.yaml", "elsewhere", "project/bin/Debug"));
    }

    [Fact]
    public void A_path_with_folders_is_looked_for_as_a_whole()
    {
        _folder.Write("project/maestro.yaml", string.Empty);
        var wanted = _folder.Write("deploy/maestro.yaml", string.Empty);

        Assert.Equal(wanted, Find("deploy/maestro.yaml", "elsewhere", "project/bin/Debug"));
    }

    [Fact]
    public void A_file_that_is_nowhere_is_named_where_it_was_expected()
        => Assert.Equal(Path.Combine(_folder.Path, "elsewhere", "no-such.yaml"), Find("no-such.yaml", "elsewhere", "project/bin"));

    [Fact]
    public void A_full_path_is_not_looked_for_elsewhere()
    {
        _folder.Write("project/maestro.yaml", string.Empty);

        Assert.Equal("/nowhere/maestro.yaml", Find("/nowhere/maestro.yaml", "elsewhere", "project"));
    }

    private string Find(string file, string workingDirectory, string program)
        => EnvironmentSearch.Find(file, Path.Combine(_folder.Path, workingDirectory), Directory.CreateDirectory(Path.Combine(_folder.Path, program)).FullName);
}
