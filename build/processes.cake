// Running other programs: every argument is passed as it is, no shell in between.
using System.Diagnostics;

void Run(string program, params string[] arguments) => RunIn(".", program, arguments);

void RunIn(DirectoryPath folder, string program, params string[] arguments)
{
    var exitCode = ExitCodeOf(folder, program, arguments);
    if (exitCode != 0)
    {
        throw new CakeException($"'{program} {string.Join(' ', arguments)}' ended with exit code {exitCode}.");
    }
}

int ExitCodeOf(DirectoryPath folder, string program, params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.FullPath })!;
    process.WaitForExit();
    return process.ExitCode;
}

string Read(string program, params string[] arguments) =>
    TryRead(program, arguments, out var output, out var error)
        ? output
        : throw new CakeException($"'{program} {string.Join(' ', arguments)}' failed: {error}");

bool Succeeds(string program, params string[] arguments) => TryRead(program, arguments, out _, out _);

bool TryRead(string program, string[] arguments, out string output, out string error)
{
    var captured = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    try
    {
        using var process = Process.Start(captured)!;
        var errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd().TrimEnd();
        error = errors.GetAwaiter().GetResult().TrimEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
    catch (System.ComponentModel.Win32Exception missing)
    {
        (output, error) = ("", missing.Message);
        return false;
    }
}

bool HasProgram(string name) => Context.Tools.Resolve(name) is not null;

// Links are removed, not followed, and what does not exist is no error.
void Remove(DirectoryPath folder)
{
    var path = MakeAbsolute(folder).FullPath;
    if (System.IO.Directory.Exists(path))
    {
        System.IO.Directory.Delete(path, recursive: true);
    }
}
