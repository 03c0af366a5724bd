using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Diagnostics;

public class MaestroExceptionTests
{
    private static readonly Diagnostic Warning = Diagnostic.Warning(DiagnosticCodes.UnknownKey, "odd key");
    private static readonly Diagnostic Error = Diagnostic.Error(DiagnosticCodes.UnknownName, "no ship 'x'", new SourceLocation("maestro.yaml", 7, 3), "services/web");

    [Fact]
    public void Says_its_errors_and_keeps_its_warnings()
    {
        var exception = new MaestroException([Warning, Error]);

        Assert.Equal("maestro.yaml(7,3): error MAESTRO305: services/web: no ship 'x'", exception.Message);
        Assert.Equal([Warning, Error], exception.Diagnostics);
    }

    [Fact]
    public void Its_area_is_that_of_the_first_error()
        => Assert.Equal(DiagnosticArea.Environment, new MaestroException([Warning, Error, Diagnostic.Error(DiagnosticCodes.Locked, "held")]).Area);

    [Fact]
    public void There_is_none_without_an_error() => Assert.Throws<ArgumentException>(() => new MaestroException([Warning]));
}
