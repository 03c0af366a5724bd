using System.Globalization;

namespace Maestro.Engine.Diagnostics;

/// <summary>A kind of mistake or failure, with a code that never changes its meaning.</summary>
/// <remarks>Every code is listed in <see cref="DiagnosticCodes"/> and in <c>docs/diagnostics.md</c>.</remarks>
/// <param name="Id">For example <c>MAESTRO305</c>.</param>
/// <param name="Title">What the code stands for, in a few words.</param>
public sealed record DiagnosticCode(string Id, string Title)
{
    private const int PrefixLength = 7;

    /// <summary>The number behind the prefix.</summary>
    public int Number => int.Parse(Id.AsSpan(PrefixLength), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The part of a run that the code belongs to.</summary>
    public DiagnosticArea Area => (DiagnosticArea)(Number / 100);

    /// <summary>The code itself.</summary>
    public override string ToString() => Id;
}
