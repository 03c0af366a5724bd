using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Templates;

public sealed class TemplateFolderTests : IDisposable
{
    private readonly TemporaryFolder _outside = new();
    private readonly string _folder;

    public TemplateFolderTests()
    {
        _folder = Path.Combine(_outside.Path, "envs");
        Directory.CreateDirectory(Path.Combine(_folder, "parts"));
        File.WriteAllText(Path.Combine(_outside.Path, "secret"), "secret");
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), "a");
        File.WriteAllText(Path.Combine(_folder, "parts", "b.yaml"), "b");
    }

    public void Dispose() => _outside.Dispose();

    [Theory]
    [InlineData("a.yaml", "a")]
    [InlineData("./a.yaml", "a")]
    [InlineData("parts/b.yaml", "b")]
    public void Reads_files_of_the_folder_and_below(string name, string text)
    {
        var file = Folder().Read(name);
        Assert.Equal((text, null), (file.Text, file.Trouble));
    }

    [Fact]
    public void Names_files_as_the_user_named_the_folder()
        => Assert.Equal(Path.Combine("stage", "parts", "b.yaml"), new TemplateFolder(_folder, "stage").Read("parts/b.yaml").Name);

    [Theory]
    [InlineData("../secret")]
    [InlineData("parts/../../secret")]
    [InlineData("/etc/hostname")]
    [InlineData("..\\secret")]
    public void Refuses_what_leads_out(string name) => Assert.Equal(DiagnosticCodes.TemplateFileOutside, Folder().Read(name).Trouble);

    [Fact]
    public void Follows_links_only_as_far_as_the_folder_reaches()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "inside"), "parts/b.yaml");
        File.CreateSymbolicLink(Path.Combine(_folder, "outside"), "../secret");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "up"), _outside.Path);

        Assert.Equal("b", Folder().Read("inside").Text);
        Assert.Equal(DiagnosticCodes.TemplateFileOutside, Folder().Read("outside").Trouble);
        Assert.Equal(DiagnosticCodes.TemplateFileOutside, Folder().Read("up/secret").Trouble);
    }

    [Fact]
    public void Works_in_a_folder_that_is_a_link_itself()
    {
        var link = Path.Combine(_outside.Path, "link");
        Directory.CreateSymbolicLink(link, _folder);
        Assert.Equal("a", new TemplateFolder(link, string.Empty).Read("a.yaml").Text);
    }

    [Fact]
    public void Says_where_it_looked()
    {
        var missing = Folder().Read("no.yaml");
        Assert.Equal(DiagnosticCodes.TemplateFileNotFound, missing.Trouble);
        Assert.Contains(Path.Combine(_folder, "no.yaml"), missing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_not_UTF8()
    {
        File.WriteAllBytes(Path.Combine(_folder, "bytes2"), [0x41, 0xc3, 0x28]);
        Assert.Equal(DiagnosticCodes.FileUnreadable, Folder().Read("bytes2").Trouble);
    }

    private TemplateFolder Folder() => new(_folder, string.Empty);
}
