using System.Text;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Templates;

/// <summary>The folder that a template may bring in files from: its own, and what lies below.</summary>
/// <param name="folder">Its full path.</param>
/// <param name="shown">The path that places show; empty for names that stand alone.</param>
internal sealed class TemplateFolder(string folder, string shown)
{
    private const int LargestFile = TemplateLimits.Characters;
    private const int MostLinks = 40;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; names are relative to the folder, with slashes.</summary>
    public TemplateFile Read(string name)
    {
        var parts = name.Split('/').Where(p => p is not ("" or ".")).ToList();
        if (name.StartsWith('/') || parts.Contains("..") || name.AsSpan().ContainsAny('\\', '\0') || Path.IsPathRooted(name))
        {
            return Outside(name);
        }

        try
        {
            return Read(name, Path.Combine([folder, .. parts]), Path.Combine([shown, .. parts]));
        }
        catch (DecoderFallbackException)
        {
            return new TemplateFile(name, $"The file '{name}' is not UTF-8 text; save it as UTF-8.", DiagnosticCodes.FileUnreadable);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return new TemplateFile(name, $"The file '{name}' cannot be read: {broken.Message}", DiagnosticCodes.FileUnreadable);
        }
    }

    /// <summary>Whether a file really lies in the folder or below it, links followed.</summary>
    public bool Holds(string path) => IsInside(RealPath(path));

    private bool IsInside(string real)
        => real.StartsWith(RealPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static TemplateFile Outside(string name)
        => new(name, $"'{name}' leads out of the folder of the environment file; only files in it and below can be brought in, by a path with '/'.", DiagnosticCodes.TemplateFileOutside);

    private TemplateFile Read(string name, string path, string display)
    {
        if (!File.Exists(path))
        {
            return new TemplateFile(name, $"There is no file '{name}' in the folder of the environment file; looked for '{path}'.", DiagnosticCodes.TemplateFileNotFound);
        }

        var real = RealPath(path);
        if (!IsInside(real))
        {
            return Outside(name);
        }

        using var reader = new StreamReader(real, StrictUtf8);
        var buffer = new char[64 * 1024];
        var text = new StringBuilder();
        for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            text.Append(buffer, 0, read);
            if (text.Length > LargestFile)
            {
                return new TemplateFile(name, $"The file '{name}' has more than {LargestFile / 1_000_000} million characters.", DiagnosticCodes.TemplateLimit);
            }
        }

        return new TemplateFile(display, text.ToString());
    }

    // Links anywhere on the way are followed: what counts is where the file really lies.
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        var pending = new Stack<string>(Parts(Path.GetFullPath(path)).Reverse());
        for (var links = 0; pending.TryPop(out var part);)
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException("Symbolic links go round in a circle.");
            }

            var full = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(full)!;
            foreach (var step in Parts(full).Reverse())
            {
                pending.Push(step);
            }
        }

        return real;
    }

    private static string[] Parts(string path) => path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
