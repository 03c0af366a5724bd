using Maestro.Engine.Programs;

namespace Maestro.Engine.Building;

/// <summary>Runs a program of this machine that builds something, and tells what it writes line by line.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Variables">Environment variables to set, or to take away where the value is null.</param>
/// <param name="Folder">The folder it runs in.</param>
internal sealed record BuildProgram(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Variables, string Folder)
{
    /// <param name="line">Called for each line, one at a time.</param>
    /// <param name="cancellation">Ends the program and all that it has started.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="BuildInputException">It cannot be started.</exception>
    public async Task<int> RunAsync(Action<string> line, CancellationToken cancellation)
    {
        using var program = Start();
        var told = new Lock();
        var lines = Task.WhenAll(ReadAsync(program.Output), ReadAsync(program.Errors));
        try
        {
            program.Input.Close();
            await program.WaitForExitAsync(cancellation).ConfigureAwait(false);
            await lines.ConfigureAwait(false);
            return program.ExitCode;
        }
        finally
        {
            program.End();
            await lines.ConfigureAwait(false);
        }

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } text)
            {
                lock (told)
                {
                    line(text);
                }
            }
        }
    }

    private ChildProgram Start()
    {
        try
        {
            return ChildProgram.Start(Program, Arguments, Folder, Variables);
        }
        catch (ProgramNotStartedException exception)
        {
            throw new BuildInputException($"{exception.Message}. Install the .NET SDK, and let the PATH lead to it.", exception);
        }
    }
}
