using Maestro.Testing;

namespace Maestro.Engine.Tests.PublicApi;

public sealed class PublicApiApprovalTests
{
    [Fact]
    public void Says_what_has_changed_and_how_to_accept_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("PublicApi.approved.txt", "namespace N\n\n  class A\n    void Gone()\n");

        var message = PublicApiApproval.Compare("namespace N\n\n  class A\n    void Come()\n", folder.Path, accept: false);

        Assert.Contains("- class A / void Gone()", message, StringComparison.Ordinal);
        Assert.Contains("+ class A / void Come()", message, StringComparison.Ordinal);
        Assert.Contains("MAESTRO_APPROVE=1", message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "PublicApi.received.txt")));
    }

    [Fact]
    public void Accepts_on_request()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(PublicApiApproval.Compare("namespace N\n", folder.Path, accept: true));
        Assert.Null(PublicApiApproval.Compare("namespace N\n", folder.Path, accept: false));
    }
}
