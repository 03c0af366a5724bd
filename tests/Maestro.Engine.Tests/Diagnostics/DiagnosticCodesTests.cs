using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Diagnostics;

public class DiagnosticCodesTests
{
    [Fact]
    public void Are_all_in_the_document_in_order_with_their_titles()
    {
        var documented = Regex.Matches(Repository.Read("docs", "diagnostics.md"), @"^\| (MAESTRO\d{3}) \| ([^|]+) \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value.Trim()));
        Assert.Equal(DiagnosticCodes.All.Select(c => (c.Id, c.Title)), documented);
    }

    [Fact]
    public void Are_each_given_once_and_in_order()
        => Assert.Equal(DiagnosticCodes.All.Select(c => c.Number).Distinct().Order(), DiagnosticCodes.All.Select(c => c.Number));
}
