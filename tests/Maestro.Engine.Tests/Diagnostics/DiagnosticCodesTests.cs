using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Diagnostics;

public class DiagnosticCodesTests
{
    [Fact]
    public void No_code_is_given_twice() => Assert.Distinct(DiagnosticCodes.All.Select(c => c.Id));

    [Fact]
    public void Codes_are_listed_in_order() => Assert.Equal(DiagnosticCodes.All.Select(c => c.Number).Order(), DiagnosticCodes.All.Select(c => c.Number));

    [Fact]
    public void Every_code_has_an_area_and_a_title()
        => Assert.All(DiagnosticCodes.All, code =>
        {
            Assert.Matches(@"^MAESTRO\d{3}$", code.Id);
            Assert.True(Enum.IsDefined(code.Area));
            Assert.NotEmpty(code.Title);
        });
}
