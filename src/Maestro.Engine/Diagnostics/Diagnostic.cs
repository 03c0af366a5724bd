namespace Maestro.Engine.Diagnostics;

/// <summary>One mistake or failure: what, where, and what would be valid.</summary>
public sealed record Diagnostic
{
    /// <summary>The kind of mistake.</summary>
    public required DiagnosticCode Code { get; init; }

    /// <summary>Whether it stops the play.</summary>
    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;

    /// <summary>What is wrong and what would be valid, in one sentence or two; never a secret.</summary>
    public required string Message { get; init; }

    /// <summary>Where, when a place in a file is to blame.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The place as a path from the root of the file, such as <c>services/web/instances/web-1/ports/http</c>.</summary>
    public string? Path { get; init; }

    /// <summary>An error.</summary>
    public static Diagnostic Error(DiagnosticCode code, string message, SourceLocation? location = null, string? path = null)
        => new() { Code = code, Message = message, Location = location, Path = path };

    /// <summary>A warning.</summary>
    public static Diagnostic Warning(DiagnosticCode code, string message, SourceLocation? location = null, string? path = null)
        => Error(code, message, location, path) with { Severity = DiagnosticSeverity.Warning };

    /// <summary>The text of <see cref="Message"/> with its path in front.</summary>
    public string MessageWithPath => Path is null ? Message : $"{Path}: {Message}";

    /// <summary><c>file(line,column): error CODE: message</c>.</summary>
    public override string ToString()
    {
        var severity = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var text = $"{severity} {Code.Id}: {MessageWithPath}";
        return Location is null ? text : $"{Location}: {text}";
    }
}
