using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates.Values;

/// <summary>A name, variable, attribute or item that is not there. It may be asked for; using it is an error, unless the file is lenient.</summary>
/// <param name="failure">The error that its use is.</param>
/// <param name="label">How messages name it.</param>
/// <param name="isLenient">Whether it may be used as an empty text.</param>
internal sealed class UndefinedValue(TemplateFailure failure, string label, bool isLenient) : Value
{
    public override string Kind => "undefined";

    public TemplateFailure Failure { get; } = failure;

    public string Label { get; } = label;

    public bool IsLenient { get; } = isLenient;

    /// <summary>Whether it may be asked for its truth, which is false: true for what may well be missing, an environment variable or a key; false for a misspelt name.</summary>
    public bool HasTruth { get; init; } = true;

    /// <summary>Whether it stands for the none that <c>get</c> gives.</summary>
    public bool IsNone { get; init; }

    /// <summary>What stands for a value that could not be had, after the reason has been reported.</summary>
    public static UndefinedValue Reported(Place at)
        => new(new TemplateFailure(DiagnosticCodes.VariableUndefined, string.Empty, at) { IsReported = true }, string.Empty, isLenient: false) { HasTruth = false };
}
