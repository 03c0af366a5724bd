using System.Text;
using System.Xml.Linq;
using Maestro.Engine.Reporting.Html;

namespace Maestro.Engine.Tests.Reporting.Html;

public class HtmlWriterTests
{
    [Theory]
    [InlineData("a < b && c > \"d\" 'e'", "a &lt; b &amp;&amp; c &gt; &quot;d&quot; &#39;e&#39;")]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("tab\tline\n", "tab\tline\n")]
    [InlineData("bell\a null\0 del\u007f", "bell␇ null␀ del␡")]
    [InlineData("🎵 → é", "🎵 → é")]
    public void Values_are_text_whatever_they_hold(string text, string written)
    {
        var html = new HtmlWriter();

        html.Write($"<p title=\"{text}\">{text}</p>");

        Assert.Equal($"<p title=\"{written}\">{written}</p>", html.ToString());
    }

    [Fact]
    public void Every_character_leaves_the_page_well_formed()
    {
        var text = new StringBuilder();
        for (var character = 0; character <= char.MaxValue; character++)
        {
            text.Append((char)character);
        }

        var html = new HtmlWriter();
        html.Write($"<p title=\"{text.ToString()}\">{text.ToString()}</p>");

        Assert.StartsWith("␀␁", XElement.Parse(html.ToString()).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_written_alike_everywhere()
    {
        var html = new HtmlWriter();

        html.Write($"{1234} {0.25} {12.0}");

        Assert.Equal("1234 0.3 12", html.ToString());
    }
}
