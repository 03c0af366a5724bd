using Maestro.Testing;

namespace Maestro.Cli.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void There_is_none_because_a_tool_is_used_by_its_words() => Assert.Equal(string.Empty, PublicApiText.Of(typeof(ExitCode).Assembly));
}
