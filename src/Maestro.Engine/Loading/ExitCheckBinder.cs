using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads an exit check.</summary>
internal static class ExitCheckBinder
{
    public static CheckDraft? Bind(Section section)
        => CheckTiming.Apply(section, new ExitCheckSpec()) is { } check ? new CheckDraft(check, section.Node) : null;
}
