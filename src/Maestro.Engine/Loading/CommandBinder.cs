using Maestro.Engine.Diagnostics;
using Maestro.Engine.Yaml;

namespace Maestro.Engine.Loading;

/// <summary>Reads a command into words. It may hold secrets: no message quotes it.</summary>
internal static class CommandBinder
{
    /// <summary>Reads <c>command</c>, or <c>cmd</c> as it was once called; null when neither is there.</summary>
    public static IReadOnlyList<string>? Bind(Section section)
    {
        var (command, alias) = (section["command"], section["cmd"]);
        if (command is not null && alias is not null)
        {
            alias.ErrorAtKey(DiagnosticCodes.InvalidValue, "'cmd' is the old name of 'command', which is given too; keep 'command'.");
        }

        return (command ?? alias) is { } given ? Words(given) : null;
    }

    /// <summary>The words of a command line or of a list.</summary>
    public static IReadOnlyList<string> Words(BoundNode command)
    {
        switch (command.Node)
        {
            case YamlScalar scalar:
                if (ShellWords.TrySplit(scalar.Text, out var words) is { } mistake)
                {
                    command.Error(DiagnosticCodes.InvalidValue, mistake);
                }

                return words;
            case YamlSequence:
                return command.Items(string.Empty)!.Select(BindWord).ToList();
            default:
                command.Error(DiagnosticCodes.WrongType, "Expected a command as text or as a list of words; found a mapping.");
                return [];
        }
    }

    private static string BindWord(BoundNode word)
    {
        if (word.Node is YamlScalar scalar)
        {
            return scalar.Text;
        }

        word.Error(DiagnosticCodes.WrongType, $"Expected a word of the command; found {word.Describe()}.");
        return string.Empty;
    }
}
