using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads an exec check.</summary>
internal static class ExecCheckBinder
{
    public static CheckDraft? Bind(Section section)
        => CommandCheckBinder.Command(section) is { } command
            && EnvFrom(section) is { } source
            && CommandCheckBinder.Timed(section, new ExecCheckSpec(command) { EnvFrom = source }) is { } check
            ? new CheckDraft(check, section.Node)
            : null;

    private static VariableSource? EnvFrom(Section section)
    {
        const string Expected = "'env' or 'stdin'";
        switch (section["envfrom"]?.Text(Expected, DiagnosticCodes.InvalidCheck))
        {
            case "env":
                return VariableSource.Env;
            case "stdin":
                return VariableSource.Stdin;
            case null:
                return section["envfrom"] is null ? VariableSource.Env : null;
            default:
                section["envfrom"]!.Error(DiagnosticCodes.InvalidCheck, $"Expected {Expected}; found {section["envfrom"]!.Describe()}.");
                return null;
        }
    }
}
