using System.Text;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>The text of an environment file and the folder that its relative paths start from.</summary>
internal sealed record EnvironmentFile(string Name, string Text, string Folder)
{
    public const string StandardInput = "-";

    private const int LargestFile = 64 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="MaestroException">It cannot be read.</exception>
    public static EnvironmentFile Read(string name, string workingDirectory, TextReader standardInput)
        => name == StandardInput
            ? new EnvironmentFile(name, ReadBounded(standardInput, name), workingDirectory)
            : ReadFile(name, Path.GetFullPath(name, workingDirectory));

    private static EnvironmentFile ReadFile(string name, string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw Refusal(DiagnosticCodes.FileUnreadable, $"'{name}' is a folder; expected an environment file such as '{Path.Combine(name, "maestro.yaml")}'.", name);
            }

            if (!File.Exists(path))
            {
                throw Refusal(DiagnosticCodes.FileNotFound, $"The environment file '{name}' does not exist; looked for '{path}'.", name);
            }

            using var reader = new StreamReader(path, StrictUtf8);
            return new EnvironmentFile(name, ReadBounded(reader, name), Path.GetDirectoryName(path)!);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal(DiagnosticCodes.FileUnreadable, "The file is not UTF-8 text; save it as UTF-8.", name);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw Refusal(DiagnosticCodes.FileUnreadable, $"The environment file '{path}' cannot be read: {broken.Message}", name);
        }
    }

    private static string ReadBounded(TextReader reader, string name)
    {
        var text = new StringBuilder();
        var buffer = new char[64 * 1024];
        for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            text.Append(buffer, 0, read);
            if (text.Length > LargestFile)
            {
                throw Refusal(DiagnosticCodes.FileTooLarge, $"The file has more than {LargestFile / 1024 / 1024} million characters; an environment file is text written by people.", name);
            }
        }

        return text.ToString();
    }

    private static MaestroException Refusal(DiagnosticCode code, string message, string name)
        => new(Diagnostic.Error(code, message, new SourceLocation(name)));
}
