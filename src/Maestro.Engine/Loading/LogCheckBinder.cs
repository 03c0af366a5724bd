using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Reads a log check.</summary>
internal static class LogCheckBinder
{
    public static CheckDraft? Bind(Section section)
    {
        if (section["match_regex"] is not { } regex)
        {
            section.Node.ErrorAtKey(DiagnosticCodes.InvalidCheck, "The check lacks its 'match_regex', what a line of the container's log must match.");
            return null;
        }

        var times = section["times"] is { } node ? node.Integer("a whole number of lines, 1 or more", 1, int.MaxValue) : 1;
        return CheckRegex.Read(regex) is { } pattern && times is { } count && CheckTiming.Apply(section, new LogCheckSpec(pattern) { Times = count }) is { } check
            ? new CheckDraft(check, section.Node)
            : null;
    }
}
