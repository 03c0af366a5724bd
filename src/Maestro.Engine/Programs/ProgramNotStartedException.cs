using System.ComponentModel;

namespace Maestro.Engine.Programs;

/// <summary>A program of this machine does not start. The message names it and the reason, without the full stop.</summary>
internal sealed class ProgramNotStartedException(string program, Exception inner) : Exception($"'{program}' cannot be started: {ReasonOf(inner)}", inner)
{
    // What the class itself says repeats the program and its folder.
    private static string ReasonOf(Exception exception)
        => (exception is Win32Exception native ? new Win32Exception(native.NativeErrorCode).Message : exception.Message).TrimEnd('.');
}
