using System.Text;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Artifacts;

/// <summary>A kept log as the text of a file: each line with the moment at which its engine took it.</summary>
internal static class KeptLogText
{
    private const int LongestLine = 4000;

    public static string Of(KeptLog log)
    {
        var text = new StringBuilder();
        if (log.IsCut)
        {
            text.Append("… earlier lines are left out; 'maestro logs ").Append(log.Instance).Append("' shows them\n");
        }

        foreach (var line in log.Lines.Select(l => l.Show(timestamps: true)))
        {
            text.Append(line.Length <= LongestLine ? line : $"{line.AsSpan(0, LongestLine)}…").Append('\n');
        }

        return text.ToString();
    }
}
