namespace Maestro.Engine.Tests.Templates;

/// <summary>Templates and what Jinja2 3.1 makes of them.</summary>
public class MethodTests
{
    [Theory]
    [InlineData("{{ '{}-{}'.format(1, 2) }}", "1-2")]
    [InlineData("{{ '{0}{0}{1}'.format('a','b') }}", "aab")]
    [InlineData("{{ '{:02d}'.format(5) }}", "05")]
    [InlineData("{{ '{{}}'.format() }}", "{}")]
    [InlineData("{{ '{0.a}{0[a]}'.format({'a': 1}) if false else '' }}", "")]
    [InlineData("{{ '{!r}'.format('a') }}", "'a'")]
    [InlineData("{{ '{:,}'.format(1234567) }}", "1,234,567")]
    [InlineData("{{ '{:*^9}'.format('ab') }}", "***ab****")]
    [InlineData("{{ '{:%}'.format(0.25) }}", "25.000000%")]
    [InlineData("{{ '{:+}'.format(3) }}", "+3")]
    [InlineData("{{ '{:#x}'.format(255) }}", "0xff")]
    [InlineData("{{ '{:08.3f}'.format(3.14159) }}", "0003.142")]
    [InlineData("{{ '{:e}'.format(12345.678) }}", "1.234568e+04")]
    [InlineData("{{ '{:g}'.format(1000000) }}", "1e+06")]
    [InlineData("{{ '{:g}'.format(10000000) }}", "1e+07")]
    [InlineData("{{ '{}'.format(1.5) }}", "1.5")]
    [InlineData("{{ '{}'.format(true) }}", "True")]
    [InlineData("{{ '{}'.format([1]) }}", "[1]")]
    [InlineData("{{ 'abc'.upper()[0] }}", "A")]
    [InlineData("{{ ('a' ~ 'b').upper() }}", "AB")]
    [InlineData("{{ [1,2].index(2) }}", "1")]
    public void Calls_methods_as_Python_does(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
