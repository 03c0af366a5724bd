using Maestro.Engine.Building;

namespace Maestro.Engine.Tests.Building;

public class CompilerMessageTests
{
    [Theory]
    [InlineData("/src/App/Program.cs(3,14): error CS1002: ; expected [/src/App/App.csproj]", "/src/App/Program.cs(3,14): CS1002: ; expected")]
    [InlineData("  /src/a b/Program.cs(3,14,3,20): error CS0103: The name 'x' does not exist [/src/App.csproj::TargetFramework=net10.0]", "/src/a b/Program.cs(3,14): CS0103: The name 'x' does not exist")]
    [InlineData("/src/App/App.csproj(7): error NU1101: Unable to find package X.", "/src/App/App.csproj(7): NU1101: Unable to find package X.")]
    [InlineData("/src/App/App.csproj : error NU1101: Unable to find package X.", "/src/App/App.csproj: NU1101: Unable to find package X.")]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.", "MSB1009: Project file does not exist.")]
    [InlineData("CSC : error CS5001: No Main [/src/App.csproj]", "CS5001: No Main")]
    [InlineData("/sdk/Microsoft.NET.Build.Containers.targets(255,5): error CONTAINER1015: Unable to access the repository 'x'. [/src/App.csproj]", "CONTAINER1015: Unable to access the repository 'x'.")]
    public void Is_read_from_a_line_of_MSBuild(string line, string expected) => Assert.Equal(expected, CompilerMessage.Parse(line)!.ToString());

    [Theory]
    [InlineData("  App -> /src/bin/App.dll")]
    [InlineData("/src/Program.cs(3,14): warning CS0168: The variable 'error' is declared but never used [/src/App.csproj]")]
    [InlineData("    0 Error(s)")]
    [InlineData("Build FAILED.")]
    [InlineData("")]
    [InlineData("/sdk/x.targets(255,5): error MSB4018:    at System.Net.Http.HttpClient.Send() [/src/App.csproj]")]
    [InlineData("/sdk/x.targets(255,5): error MSB4018:  ---> System.Net.Sockets.SocketException (113): No route to host [/src/App.csproj]")]
    public void Is_none_in_other_lines(string line) => Assert.Null(CompilerMessage.Parse(line));

    [Theory]
    [InlineData("/src/App/Program.cs(3,14): error CS1002: x", true)]
    [InlineData("/sdk/a.targets(1,2): error MSB4018: x", false)]
    [InlineData("MSBUILD : error MSB1009: x", false)]
    public void Knows_what_users_can_mend(string line, bool inSources) => Assert.Equal(inSources, CompilerMessage.Parse(line)!.IsInSources);
}
