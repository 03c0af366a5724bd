using System.Text;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads secrets: values of files and variables at once, commands as what is to be run later. No message quotes a value.</summary>
/// <param name="variables">The environment variables.</param>
internal sealed class SecretBinder(IReadOnlyDictionary<string, string> variables)
{
    private const int LargestFile = 1024 * 1024;

    private static readonly string[] Sources = ["file", "env", "command"];
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public IReadOnlyList<Secret> Bind(BoundNode? secrets)
        => [.. (secrets?.Entries("a mapping of names to secrets, such as {db_password: {file: db.password}}") ?? []).Select(BindOne)];

    /// <summary>Reads one secret, whose name is the node's.</summary>
    public Secret BindOne(BoundNode node)
    {
        var secret = new Secret { Name = node.Name, Location = node.Location };

        // Somebody may have written the secret itself here.
        if (node.Node is not YamlMapping)
        {
            node.ErrorAtKey(DiagnosticCodes.WrongType, $"Expected {FieldTables.Secret.Expected}; the value itself does not belong into the file.");
            return secret;
        }

        var section = Section.Open(node, FieldTables.Secret)!;
        var given = Sources.Select(s => section[s]).OfType<BoundNode>().ToList();
        if (given.Count != 1)
        {
            node.ErrorAtKey(DiagnosticCodes.InvalidValue, $"A secret comes from one of {string.Join(", ", Sources)}; {(given.Count == 0 ? "none is given" : $"{string.Join(" and ", given.Select(g => g.Name))} are given")}.");
            return secret;
        }

        var timeout = section["timeout"]?.Seconds("a number of seconds above 0") ?? DefaultTimeout;
        return given[0].Name switch
        {
            "file" => secret with { Value = ReadFile(given[0]) },
            "env" => secret with { Value = ReadVariable(given[0]) },
            _ => secret with { Command = BindCommand(given[0], timeout) },
        };
    }

    private SecretValue? ReadVariable(BoundNode env)
    {
        if (env.Text("the name of an environment variable") is not { } name)
        {
            return null;
        }

        if (variables.TryGetValue(name, out var value))
        {
            return new SecretValue(value);
        }

        env.Error(DiagnosticCodes.SecretUnavailable, $"The environment variable '{name}' is not set.");
        return null;
    }

    private static SecretValue? ReadFile(BoundNode file)
    {
        if (file.Text("the path of a file that holds the secret") is not { } name)
        {
            return null;
        }

        var path = file.FullPath(name);
        try
        {
            if (File.Exists(path) && new FileInfo(path).Length <= LargestFile)
            {
                return new SecretValue(WithoutLastBreak(File.ReadAllText(path, Encoding.UTF8)));
            }

            file.Error(DiagnosticCodes.SecretUnavailable, File.Exists(path)
                ? $"The file '{name}' is larger than {LargestFile / 1024 / 1024} MiB; a secret is a short text."
                : $"There is no file '{name}'; looked for '{path}'.");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            file.Error(DiagnosticCodes.SecretUnavailable, $"The file '{path}' cannot be read: {broken.Message}");
        }

        return null;
    }

    private static SecretCommand? BindCommand(BoundNode command, TimeSpan timeout)
    {
        if (command.Node is YamlScalar { Text: var text })
        {
            var (shell, flag) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
            return new SecretCommand(shell, [flag, text], command.Node.Folder, timeout);
        }

        List<string> words = [.. (command.Items("a command as text or as a list of words") ?? []).Select(w => w.Text("a word of the command") ?? string.Empty)];
        if (words.Count == 0)
        {
            command.ErrorAtKey(DiagnosticCodes.InvalidValue, "The command is empty.");
            return null;
        }

        return new SecretCommand(words[0], words[1..], command.Node.Folder, timeout);
    }

    private static string WithoutLastBreak(string text)
        => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
