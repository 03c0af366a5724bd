using Maestro.Testing;

namespace Maestro.Cake.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Is_the_approved_one() => Assert.Null(PublicApiApproval.Compare(typeof(MaestroAliases).Assembly));
}
