using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>Hands mistakes on, each place once, until there are so many that nobody reads on.</summary>
/// <param name="diagnostics">Receives them.</param>
/// <param name="outer">Those of the rendering that these belong to, which counts them too.</param>
internal sealed class TemplateMistakes(DiagnosticBag diagnostics, TemplateMistakes? outer = null)
{
    private const int MostReported = 100;
    private const int MostFailures = 1000;

    private readonly HashSet<(TemplateSource Source, int Offset, string Code)> _places = [];
    private readonly DiagnosticBag _diagnostics = diagnostics;
    private int _failures;

    public TemplateMistakes(TemplateMistakes outer)
        : this(outer._diagnostics, outer)
    {
    }

    public bool Any => _failures > 0;

    /// <summary>Whether looking for more makes no sense.</summary>
    public bool AreTooMany => outer?.AreTooMany ?? (_places.Count >= MostReported || _failures >= MostFailures);

    public void Report(TemplateFailure failure)
    {
        _failures++;
        if (outer is not null)
        {
            outer.Report(failure);
        }
        else if (!failure.IsReported && _places.Count < MostReported && _places.Add((failure.At.Source, failure.At.Offset, failure.Code.Id)))
        {
            _diagnostics.Add(failure.ToDiagnostic());
        }
    }
}
