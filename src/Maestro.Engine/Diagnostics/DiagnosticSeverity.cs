namespace Maestro.Engine.Diagnostics;

/// <summary>Whether a diagnostic stops the play.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; the play goes on.</summary>
    Warning,

    /// <summary>The play fails, or never begins.</summary>
    Error,
}
