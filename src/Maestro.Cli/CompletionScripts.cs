namespace Maestro.Cli;

/// <summary>What shells need to ask this tool for completions. Where it knows none, they complete names of files.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of maestro in bash. In ~/.bashrc: source <(maestro complete bash)
        _maestro() {
            local IFS=$'\n'
            COMPREPLY=( $(maestro complete --line "${COMP_LINE}" --position "${COMP_POINT}" 2>/dev/null) )
        }
        complete -o default -F _maestro maestro

        """;

    private const string Zsh = """
        # Completion of maestro in zsh. In ~/.zshrc, after compinit: source <(maestro complete zsh)
        _maestro() {
            local -a found
            found=("${(@f)$(maestro complete --line "${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
            found=(${found:#})
            if (( ${#found} )); then compadd -- "${found[@]}"; else _files; fi
        }
        compdef _maestro maestro

        """;

    private const string PowerShell = """
        # Completion of maestro in PowerShell. In $PROFILE: maestro complete powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName maestro -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = "$commandAst".PadRight($cursorPosition - $commandAst.Extent.StartOffset)
            maestro complete --line "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <returns>Null when there is none for that shell.</returns>
    public static string? For(string? shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "powershell" or "pwsh" => PowerShell,
        _ => null,
    };
}
