using Maestro.Engine.Diagnostics;
using Maestro.Engine.Progress;

namespace Maestro.Cli;

/// <summary>What the tool tells its caller; a number keeps its meaning.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int StepFailed = 1;
    public const int FileWrong = 3;
    public const int WrongUsage = 4;
    public const int ShipUnreachable = 5;
    public const int Locked = 6;
    public const int Cancelled = 130;

    public static int Of(MaestroException exception) => exception.Area switch
    {
        DiagnosticArea.File or DiagnosticArea.Template or DiagnosticArea.Environment => FileWrong,
        DiagnosticArea.Usage => WrongUsage,
        DiagnosticArea.Ship => ShipUnreachable,
        DiagnosticArea.Lock => Locked,
        _ => StepFailed,
    };

    /// <summary>For what only reads: fine, unless there is an error.</summary>
    public static int Of(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        List<Diagnostic> errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.Count == 0 ? Done : errors.Exists(d => d.Code.Area == DiagnosticArea.Ship) ? ShipUnreachable : StepFailed;
    }

    public static int Of(PlayResult result) => result.Verdict switch
    {
        PlayVerdict.Succeeded => Done,
        PlayVerdict.Cancelled => Cancelled,
        _ when result.Diagnostics.Any(d => d is { Severity: DiagnosticSeverity.Error, Code.Area: DiagnosticArea.Ship }) => ShipUnreachable,
        _ => StepFailed,
    };
}
