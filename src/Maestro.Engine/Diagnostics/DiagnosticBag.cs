namespace Maestro.Engine.Diagnostics;

/// <summary>Collects what is wrong, so that all of it can be reported at once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<Diagnostic> _known = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public bool HasErrors => _diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Adds what is not there yet: defaults are read by each who takes them.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (_known.Add(diagnostic))
        {
            _diagnostics.Add(diagnostic);
        }
    }

    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new MaestroException(_diagnostics);
        }
    }
}
