using System.Text;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>A file of variables, one <c>NAME=value</c> per line. Its values may be secrets: no message quotes a line.</summary>
internal sealed record EnvFile(IReadOnlyList<KeyValuePair<string, string>> Variables)
{
    private const int LargestFile = 4 * 1024 * 1024;

    private static readonly EnvFile Empty = new([]);

    /// <summary>Reads a file; what is wrong with its lines is reported at the lines.</summary>
    /// <param name="name">The file as it is named in the environment file.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="place">The place that names it.</param>
    public static EnvFile Read(string name, string path, BoundNode place)
    {
        try
        {
            if (!File.Exists(path))
            {
                place.Error(DiagnosticCodes.FileNotFound, $"The file of variables '{name}' does not exist; looked for '{path}'.");
                return Empty;
            }

            if (new FileInfo(path).Length > LargestFile)
            {
                place.Error(DiagnosticCodes.FileTooLarge, $"The file of variables '{name}' is larger than {LargestFile / 1024 / 1024} MiB.");
                return Empty;
            }

            return Parse(File.ReadLines(path, Encoding.UTF8), name, place);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            place.Error(DiagnosticCodes.FileUnreadable, $"The file of variables '{path}' cannot be read: {broken.Message}");
            return Empty;
        }
    }

    private static EnvFile Parse(IEnumerable<string> lines, string name, BoundNode place)
    {
        var variables = new List<KeyValuePair<string, string>>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var text = line.Trim();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                place.Context.Diagnostics.Add(Diagnostic.Error(
                    DiagnosticCodes.InvalidValue, $"Line {number} of '{name}' is no NAME=value; a comment begins with '#' in the first column.", new SourceLocation(name, number), place.Path));
                continue;
            }

            variables.Add(new(text[..equals], text[(equals + 1)..]));
        }

        return new EnvFile(variables);
    }
}
