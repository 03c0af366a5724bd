using System.Text;

namespace Maestro.Engine.Tests.Loading;

/// <summary>Breaks a text as hands, editors and merges do: in characters, in tokens, in lines.</summary>
internal static class RandomEdits
{
    private const int MostEdits = 4;

    private static readonly string[] Tokens =
    [
        ":", ": ", "- ", ",", "{", "}", "[", "]", "#", "&a", "*a", "<<: *a", "!!str", "|", ">", "'", "\"", "\t", "  ", "\n", "\r", "---\n", "...", "?", "%", "@", "`", "~",
        "null", "yes", "-1", "0", "1e9", "0x1F", "99999999999999999999", "{{", "}}", "{%", "%}", "{#", "{{ env.X }}", "{% for i in range(9) %}", "{% endfor %}", "{% include 'x' %}",
        "services", "instances", "ship", "ports", "requires", "lifecycle", "é", "\u2028", "\u0085", "\ufeff", "\0", "😀", "\ud83d", "auto", "80:80:80", "/", "..", "unix://", "tcp://[",
    ];

    public static string Apply(string text, Random random)
    {
        var edited = new StringBuilder(text);
        for (var edits = random.Next(1, MostEdits + 1); edits > 0; edits--)
        {
            Edit(edited, random);
        }

        return edited.ToString();
    }

    public static byte[] ApplyToBytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var edits = random.Next(1, MostEdits + 1); edits > 0 && bytes.Length > 0; edits--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static void Edit(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var rest = text.Length - at;
        switch (random.Next(9))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 10), rest));
                break;
            case 1:
                text.Insert(at, (char)random.Next(32, 127));
                break;
            case 2 when rest > 0:
                text[at] = (char)random.Next(1, 0x3000);
                break;
            case 3:
                EditLines(text, random);
                break;
            case 4:
                text.Insert(at, text.ToString(0, Math.Min(random.Next(200), text.Length)));
                break;
            case 5:
                text.Length = at;
                break;
            default:
                text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }

    private static void EditLines(StringBuilder text, Random random)
    {
        List<string> lines = [.. text.ToString().Split('\n')];
        var (one, two) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(one);
                break;
            case 1:
                lines.Insert(two, lines[one]);
                break;
            case 2:
                (lines[one], lines[two]) = (lines[two], lines[one]);
                break;
            default:
                lines[one] = new string(' ', random.Next(4)) + lines[one].TrimStart();
                break;
        }

        text.Clear().AppendJoin('\n', lines);
    }
}
