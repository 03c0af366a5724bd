using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Building;

/// <summary>An error of a build, as MSBuild writes it.</summary>
/// <param name="Place">Where; null where no file is to blame.</param>
/// <param name="Code">Such as CS1002; may be empty.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record CompilerMessage(SourceLocation? Place, string Code, string Text)
{
    /// <returns>Null for a line that is no error, or that goes on with the one before, as a stack does.</returns>
    public static CompilerMessage? Parse(string line)
    {
        var match = ErrorLine().Match(line);
        if (!match.Success || Continuation().IsMatch(match.Groups["text"].Value))
        {
            return null;
        }

        var file = match.Groups["file"].Value.Trim();
        var place = Path.IsPathRooted(file) ? new SourceLocation(file, Number("line"), Number("column")) : null;
        return new CompilerMessage(place, match.Groups["code"].Value, match.Groups["text"].Value.Trim());

        int Number(string group) => int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Whether somebody wrote the place; files of the SDK and of packages are not for users to mend.</summary>
    public bool IsInSources => Place is not null && !Place.File.EndsWith(".targets", StringComparison.OrdinalIgnoreCase) && !Place.File.EndsWith(".props", StringComparison.OrdinalIgnoreCase);

    /// <summary>Code and text.</summary>
    public string What => Code.Length == 0 ? Text : $"{Code}: {Text}";

    public override string ToString() => IsInSources ? $"{Place}: {What}" : What;

    [GeneratedRegex(@"\A\s*(?<file>[^(:]*(?::[^(:]*)?)(?:\((?<line>\d+)(?:,(?<column>\d+))?[^)]*\))?\s*:\s*(?:fatal )?error\s+(?<code>\w+)?\s*:\s*(?<text>.*?)(?:\s+\[[^\]]*\])?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\A\s*(?:at |--->|--- )", RegexOptions.CultureInvariant)]
    private static partial Regex Continuation();
}
