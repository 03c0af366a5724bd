namespace Maestro.Testing;

/// <summary>A program that stands in for the client of OpenSSH and does what a test has written down, by default a good login.</summary>
/// <remarks>
/// The script is one for <c>sh</c>. It finds the paths of the sockets to forward from in <c>$first</c> and <c>$second</c>, and the number of its run in
/// <c>$run</c>. <c>forward PATH</c> makes a path lead to the engine, and <c>stay</c> keeps the client running.
/// </remarks>
public sealed class FakeSsh : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _script;
    private readonly string _calls;

    /// <param name="engine">The socket to which <c>forward</c> leads; none when null.</param>
    public FakeSsh(string? engine = null)
    {
        _script = Path.Combine(_folder.Path, "script");
        _calls = Path.Combine(_folder.Path, "calls");
        Program = _folder.Write(
            "ssh",
            $$"""
            #!/bin/sh
            echo "$*" >>'{{_calls}}'
            run=$(wc -l <'{{_calls}}')
            while [ $# -gt 0 ]; do
              if [ "$1" = -L ]; then
                if [ -z "$first" ]; then first=${2%%:*}; else second=${2%%:*}; fi
              fi
              shift
            done
            forward() { ln -s '{{engine}}' "$1"; }
            stay() { exec sleep 1000; }
            . '{{_script}}'
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Does("forward $first; stay");
    }

    /// <summary>The path of the program.</summary>
    public string Program { get; }

    /// <summary>A folder for the sockets.</summary>
    public string Sockets => Directory.CreateDirectory(Path.Combine(_folder.Path, "s")).FullName;

    /// <summary>The words it was called with, for each run.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    /// <summary>What it does from the next run on.</summary>
    public void Does(string script) => File.WriteAllText(_script, script);

    /// <summary>Writes lines as OpenSSH would, and ends as OpenSSH would.</summary>
    public void Fails(string lines) => Does($"cat >&2 <<'END'\n{lines}\nEND\nexit 255");

    public void Dispose() => _folder.Dispose();
}
