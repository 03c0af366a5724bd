using System.Text;

namespace Maestro.Engine.Loading;

/// <summary>Splits a command line into words by the quoting rules of a POSIX shell, without expanding anything.</summary>
internal static class ShellWords
{
    /// <summary>Splits the text.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? TrySplit(string text, out List<string> words)
    {
        words = [];
        StringBuilder? word = null;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsWhiteSpace(character))
            {
                End(ref word, words);
                continue;
            }

            word ??= new StringBuilder();
            var end = character switch
            {
                '\'' => SingleQuoted(text, i, word),
                '"' => DoubleQuoted(text, i, word),
                '\\' => Escaped(text, i, word),
                _ => Plain(character, i, word),
            };
            if (end < 0)
            {
                return character == '\\' ? "The command ends in a backslash that escapes nothing." : $"The command has a quote ({character}) that is never closed.";
            }

            i = end;
        }

        End(ref word, words);
        return null;
    }

    private static void End(ref StringBuilder? word, List<string> words)
    {
        if (word is not null)
        {
            words.Add(word.ToString());
            word = null;
        }
    }

    private static int Plain(char character, int at, StringBuilder word)
    {
        word.Append(character);
        return at;
    }

    private static int Escaped(string text, int at, StringBuilder word)
    {
        if (at + 1 == text.Length)
        {
            return -1;
        }

        word.Append(text[at + 1]);
        return at + 1;
    }

    private static int SingleQuoted(string text, int open, StringBuilder word)
    {
        var close = text.IndexOf('\'', open + 1);
        if (close > 0)
        {
            word.Append(text, open + 1, close - open - 1);
        }

        return close;
    }

    private static int DoubleQuoted(string text, int open, StringBuilder word)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i;
            }

            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                i++;
            }

            word.Append(text[i]);
        }

        return -1;
    }
}
