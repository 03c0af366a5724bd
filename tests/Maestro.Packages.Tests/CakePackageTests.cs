using System.Reflection;

namespace Maestro.Packages.Tests;

public sealed class CakePackageTests : IDisposable
{
    // What 'dotnet cake' starts, without the search for a tool manifest.
    private static readonly string Cake = typeof(CakePackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Cake").Value!;

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_script_needs_one_line_to_use_the_aliases()
    {
        WriteScript("""
            Task("Deploy").Does(() =>
            {
                var result = MaestroValidate("maestro.yaml", new MaestroSettings { Timeout = TimeSpan.FromMinutes(1), OnFailure = OnFailure.Continue });
                Information("environment {0} is {1}", result.Environment, result.Verdict);
                try { MaestroStart("wrong.yaml"); }
                catch (CakeException exception) { Information("{0}", exception.Message); }
                MaestroStart();
            });
            RunTarget("Deploy");
            """);
        _sandbox.Write("maestro.yaml", Snippets.Good);
        _sandbox.Write("wrong.yaml", Snippets.UnknownShip);

        var run = await _sandbox.RunAsync("dotnet", Cake);

        Assert.Equal(1, run.Exit);
        Assert.Contains("environment demo is Succeeded", run.Output, StringComparison.Ordinal);
        Assert.Contains(Snippets.Mistake.Replace("maestro.yaml", "wrong.yaml", StringComparison.Ordinal), run.Output, StringComparison.Ordinal);
        Assert.Contains("error MAESTRO501:", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
    }

    private void WriteScript(string body)
        => _sandbox.Write("build.cake", $"#addin nuget:?package=Maestro.Cake&version={Repository.Version("Maestro.Cake")}\n{body}");
}
