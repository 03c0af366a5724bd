using Maestro.Testing;

namespace Maestro.TestingPlatform.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Is_the_approved_one() => Assert.Null(PublicApiApproval.Compare(typeof(TestingPlatformBuilderHook).Assembly));
}
