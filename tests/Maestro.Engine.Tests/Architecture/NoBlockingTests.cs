using System.Text.RegularExpressions;

namespace Maestro.Engine.Tests.Architecture;

/// <summary>Keeps threads from being held: where many ships are waited for, nothing waits on a thread, and none is made.</summary>
public partial class NoBlockingTests
{
    // Loading is synchronous by its contract: it reads standard input, which cannot be cancelled, on a thread that it then leaves behind.
    // The file of a build server is written by the front when a play has ended, and may be held by another process of the job for a moment.
    // A process that exits waits for nothing but its handlers of that, and one of them takes down what tests have left up.
    private static readonly string[] Exempt = ["Loading/EnvironmentFile.cs", "Reporting/BuildServers/JobSummaryFile.cs", "Testing/TestRun.cs"];

    [Fact]
    public void Nothing_in_the_engine_blocks_a_thread_or_makes_one()
        => Assert.Equal(
            Exempt,
            Directory.EnumerateFiles(Repository.PathOf("src", "Maestro.Engine"), "*.cs", SearchOption.AllDirectories)
                .Select(f => (Name: Path.GetRelativePath(Repository.PathOf("src", "Maestro.Engine"), f).Replace('\\', '/'), Text: File.ReadAllText(f)))
                .Where(f => !f.Name.StartsWith("obj/", StringComparison.Ordinal) && Blocking().IsMatch(Comment().Replace(f.Text, string.Empty)))
                .Select(f => f.Name)
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("task.GetAwaiter().GetResult()", true)]
    [InlineData("client.SendAsync(request).Result", true)]
    [InlineData("task.Wait()", true)]
    [InlineData("Thread.Sleep(5)", true)]
    [InlineData("new Thread(() => {})", true)]
    [InlineData("Task.WaitAll(tasks)", true)]
    [InlineData("await task.WaitAsync(token)", false)]
    [InlineData("finished.Result", false)]
    public void The_search_tells_what_blocks(string code, bool blocks) => Assert.Equal(blocks, Blocking().IsMatch(code));

    [GeneratedRegex(@"\.GetResult\(\)|Async\([^;]*\)\.Result\b|\.Wait\(|\.WaitOne\(|Thread\.Sleep\(|new Thread\(|Task\.Wait(?:All|Any)\(")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();
}
