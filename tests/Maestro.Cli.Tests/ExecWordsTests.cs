namespace Maestro.Cli.Tests;

public sealed class ExecWordsTests
{
    [Theory]
    [InlineData("exec web-1 ls -l", "exec web-1 -- ls -l")]
    [InlineData("exec -it -u root web-1 sh -c id", "exec -it -u root web-1 -- sh -c id")]
    [InlineData("-f x.yaml exec web-1 -e A=1 env -i", "-f x.yaml exec web-1 -e A=1 -- env -i")]
    [InlineData("exec --run ci web-1 ls --run", "exec --run ci web-1 -- ls --run")]
    [InlineData("exec web-1 -- ls -l", "exec web-1 -- ls -l")]
    [InlineData("exec web-1", "exec web-1")]
    [InlineData("start exec web-1 x", "start exec web-1 x")]
    [InlineData("--set exec=1 status", "--set exec=1 status")]
    public void The_command_begins_after_the_instance(string words, string expected) => Assert.Equal(expected, string.Join(' ', ExecWords.Mark(words.Split(' '))));
}
