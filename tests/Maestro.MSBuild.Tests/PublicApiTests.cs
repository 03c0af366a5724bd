using Maestro.Testing;

namespace Maestro.MSBuild.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Is_the_approved_one() => Assert.Null(PublicApiApproval.Compare(typeof(MaestroTask).Assembly));
}
