using System.Text;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Loading;

/// <summary>The text of an environment file and the folder that its relative paths start from.</summary>
/// <param name="Name">The file as the user named it.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Path">Where it is; empty for standard input.</param>
internal sealed record EnvironmentFile(string Name, string Text, string Folder, string Path)
{
    public const string StandardInput = "-";

    private const int LargestFile = 64 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="MaestroException">It cannot be read.</exception>
    public static EnvironmentFile Read(string name, string workingDirectory, TextReader standardInput, CancellationToken cancellation)
        => name == StandardInput
            ? new EnvironmentFile(name, ReadStandardInput(standardInput, cancellation), workingDirectory, string.Empty)
            : ReadFile(name, System.IO.Path.GetFullPath(name, workingDirectory));

    /// <summary>Reads a file.</summary>
    /// <param name="name">The name that messages and places show.</param>
    /// <param name="path">Where it is.</param>
    /// <exception cref="MaestroException">It cannot be read.</exception>
    public static EnvironmentFile ReadFile(string name, string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw Refusal(DiagnosticCodes.FileUnreadable, $"'{name}' is a folder; expected an environment file such as '{System.IO.Path.Combine(name, "maestro.yaml")}'.", name);
            }

            if (!File.Exists(path))
            {
                throw Refusal(DiagnosticCodes.FileNotFound, $"The environment file '{name}' does not exist; looked for '{path}'.", name);
            }

            using var reader = new StreamReader(path, StrictUtf8);
            return new EnvironmentFile(name, ReadBounded(reader, name), System.IO.Path.GetDirectoryName(path)!, path);
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

    // A terminal or a pipe may never say anything: the read that waits for it is left behind.
    private static string ReadStandardInput(TextReader standardInput, CancellationToken cancellation)
    {
        if (!cancellation.CanBeCanceled)
        {
            return ReadBounded(standardInput, StandardInput);
        }

        return Task.Run(() => ReadBounded(standardInput, StandardInput), CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult();
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
