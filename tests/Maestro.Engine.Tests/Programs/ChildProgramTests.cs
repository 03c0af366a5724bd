using System.Globalization;
using Maestro.Engine.Programs;

namespace Maestro.Engine.Tests.Programs;

public class ChildProgramTests
{
    private static readonly Dictionary<string, string?> NoVariables = [];

    [Fact]
    public async Task Streams_lead_to_the_program_and_back()
    {
        using var program = ChildProgram.Start("sh", ["-c", "read word; echo \"out $word\"; echo \"err $word\" >&2; exit 3"], Path.GetTempPath(), NoVariables);

        await program.Input.WriteLineAsync("grüße");
        program.Input.Close();

        Assert.Equal("out grüße\n", await program.Output.ReadToEndAsync());
        Assert.Equal("err grüße\n", await program.Errors.ReadToEndAsync());
        await program.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(3, program.ExitCode);
    }

    [Fact]
    public async Task Variables_are_set_and_taken_away()
    {
        using var program = ChildProgram.Start("/bin/sh", ["-c", "echo $MINE-$HOME"], string.Empty, new Dictionary<string, string?> { ["MINE"] = "here", ["HOME"] = null });

        Assert.Equal("here-\n", await program.Output.ReadToEndAsync());
    }

    [Fact]
    public async Task Disposing_ends_the_program_and_what_it_has_started()
    {
        var program = ChildProgram.Start("sh", ["-c", "sleep 600 & echo $!; wait"], string.Empty, NoVariables);
        var sleeper = int.Parse((await program.Output.ReadLineAsync())!, CultureInfo.InvariantCulture);

        program.Dispose();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (IsRunning(sleeper))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    [Fact]
    public void What_does_not_start_is_told_with_the_reason_alone()
        => Assert.Equal(
            "'nosuch-program-here' cannot be started: No such file or directory",
            Assert.Throws<ProgramNotStartedException>(() => ChildProgram.Start("nosuch-program-here", [], string.Empty, NoVariables)).Message);

    // One that has ended stays listed until its parent has asked.
    private static bool IsRunning(int id)
    {
        var state = $"/proc/{id}/stat";
        try
        {
            return File.Exists(state) && !File.ReadAllText(state).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
