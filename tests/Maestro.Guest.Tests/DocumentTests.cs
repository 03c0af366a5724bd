using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Maestro.Guest.Tests;

/// <summary>Holds <c>docs/guest.md</c> and the package's README to the code.</summary>
public sealed partial class DocumentTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["SERVICE_NAME"] = "web",
        ["CONTAINER_NAME"] = "web-1",
        ["WEB_INSTANCES"] = "web-1,web-2",
        ["WEB_WEB_1_HOST"] = "10.0.0.2",
        ["WEB_WEB_1_HTTP_PORT"] = "80",
        ["WEB_WEB_1_HTTP_INTERNAL_PORT"] = "8080",
        ["WEB_WEB_2_HOST"] = "10.0.0.3",
        ["WEB_WEB_2_HTTP_PORT"] = "81",
        ["REDIS_INSTANCES"] = "redis-1",
        ["REDIS_REDIS_1_HOST"] = "10.0.0.2",
        ["REDIS_REDIS_1_REDIS_PORT"] = "6379",
    };

    public static TheoryData<string> Pages() => [Path.Combine("docs", "guest.md"), Path.Combine("src", "Maestro.Guest", "README.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_is_one_that_is_compiled_here(string page)
    {
        var compiled = Squeeze(Read(Path.Combine("tests", "Maestro.Guest.Tests", "DocumentExamples.cs")));
        var examples = Blocks().Matches(Read(page)).Select(m => m.Groups["code"].Value).ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.Contains(Squeeze(e), compiled, StringComparison.Ordinal));
    }

    [Fact]
    public void The_examples_do_what_the_page_says()
    {
        var guest = new MaestroGuest(Variables);

        Assert.Equal("http://10.0.0.2/ http://10.0.0.3:81/ | 10.0.0.2:6379,abortConnect=false | web-2", DocumentExamples.OtherServices(guest));
        DocumentExamples.ServiceThatMayBeMissing(guest);
        DocumentExamples.InTests();
    }

    [Fact]
    public void The_first_steps_work_from_the_environment_of_the_process_alone()
    {
        foreach (var (name, value) in Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            DocumentExamples.FirstSteps();
            Assert.Equal("web-1 8080 10.0.0.2:6379", DocumentExamples.OfThePackage());
            Assert.Equal("redis-1", MaestroGuest.Current.GetEndpoints("redis", "redis")[0].Container);
        }
        finally
        {
            foreach (var name in Variables.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    [Fact]
    public void The_page_names_every_function()
    {
        var page = Read(Path.Combine("docs", "guest.md"));
        var functions = typeof(MaestroGuest).GetMethods().Where(m => m.DeclaringType == typeof(MaestroGuest) && !m.IsSpecialName).Select(m => m.Name).Distinct();

        Assert.All(functions, f => Assert.Contains($"| `{f}(", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_public_member_has_an_example_in_its_comment()
    {
        var comments = Read(Path.Combine("src", "Maestro.Guest", "MaestroGuest.cs")) + Read(Path.Combine("src", "Maestro.Guest", "GuestEndpoint.cs"));
        var declarations = PublicMembers().Matches(comments);

        Assert.True(declarations.Count > 15);
        Assert.All(declarations, d => Assert.Contains("<example>", d.Groups["comment"].Value, StringComparison.Ordinal));
    }

    private static string Squeeze(string code) => Blanks().Replace(code, " ").Replace("using Maestro.Guest; ", string.Empty, StringComparison.Ordinal).Trim();

    private static string Read(string path, [CallerFilePath] string here = "")
        => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path));

    // What is quoted from a sample is compiled there.
    [GeneratedRegex("(?<!<!-- from [^\n]*\n)```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<comment>(?:^ *///[^\n]*\n)+)(?:^ *\[[^\n]*\n)*^ *public ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PublicMembers();
}
