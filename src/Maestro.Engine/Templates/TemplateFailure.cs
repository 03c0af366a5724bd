using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>A template that is wrong at a place; caught where rendering can go on.</summary>
internal class TemplateFailure(DiagnosticCode code, string message, Place at) : Exception(message)
{
    public DiagnosticCode Code { get; } = code;

    public Place At { get; } = at;

    /// <summary>Whether it was reported before, as the cause of what fails now.</summary>
    public bool IsReported { get; init; }

    public Diagnostic ToDiagnostic() => Diagnostic.Error(Code, Message, At.Locate());
}

/// <summary>A template that does too much; nothing more is rendered.</summary>
internal sealed class TemplateLimitFailure(string message, Place at) : TemplateFailure(DiagnosticCodes.TemplateLimit, message, at);
