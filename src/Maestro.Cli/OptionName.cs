using System.Text;

namespace Maestro.Cli;

/// <summary>Names as they are typed: <c>StepDelay</c> is <c>step-delay</c>.</summary>
internal static class OptionName
{
    public static string Of(string name)
    {
        var typed = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && typed.Length > 0)
            {
                typed.Append('-');
            }

            typed.Append(char.ToLowerInvariant(letter));
        }

        return typed.ToString();
    }
}
