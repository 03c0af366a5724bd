namespace Maestro.Engine.Diagnostics;

/// <summary>A place in a file that a person wrote.</summary>
/// <param name="File">Path of the file, as the user gave it; <c>-</c> stands for standard input.</param>
/// <param name="Line">Line, from 1; 0 when only the file is known.</param>
/// <param name="Column">Column, from 1; 0 when only the line is known.</param>
public sealed record SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>The form that IDEs and MSBuild understand: <c>file(line,column)</c>.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => $"{File}({Line})",
        _ => $"{File}({Line},{Column})",
    };
}
