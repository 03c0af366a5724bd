using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads a sleep check.</summary>
internal static class SleepCheckBinder
{
    public static CheckDraft? Bind(Section section)
    {
        if (section["wait"] is null)
        {
            section.Node.ErrorAtKey(DiagnosticCodes.InvalidCheck, "The check lacks its 'wait', a number of seconds such as 'wait: 5'.");
            return null;
        }

        return CheckTiming.Seconds(section, "wait", TimeSpan.Zero, least: 0) is { } wait
            ? new CheckDraft(new SleepCheckSpec(wait) { MaxWait = wait, Location = section.Node.Location }, section.Node)
            : null;
    }
}
