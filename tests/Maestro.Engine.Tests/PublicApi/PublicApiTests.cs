using Maestro.Testing;

namespace Maestro.Engine.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Fact]
    public void Is_the_approved_one() => Assert.Null(PublicApiApproval.Compare(typeof(Conductor).Assembly));
}
