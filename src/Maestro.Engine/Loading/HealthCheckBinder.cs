using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads a health check.</summary>
internal static class HealthCheckBinder
{
    public static CheckDraft? Bind(Section section)
        => CheckTiming.Apply(section, new HealthCheckSpec()) is { } check ? new CheckDraft(check, section.Node) : null;
}
