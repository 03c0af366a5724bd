using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Maestro.Engine.Model;

namespace Maestro.Engine.Auditing;

/// <summary>Runs a program after a play; it finds the play's instances, with ship and service, on its standard input.</summary>
internal sealed class ExecAuditor(ExecAuditorSpec spec, MaestroEnvironment environment, string? workingDirectory) : IAuditor
{
    private const int MostOfError = 200;

    public async Task TellAsync(AuditEntry entry, CancellationToken cancellation)
    {
        // Containers one by one are not for a program.
        if (!entry.IsPlay)
        {
            return;
        }

        using var process = Start(entry);
        try
        {
            var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await FeedAsync(process, Input(entry), cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            Judge(process.ExitCode, await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start(AuditEntry entry)
    {
        var start = new ProcessStartInfo(spec.Script, spec.Arguments.Select(a => PayloadTemplate.Fill(a, entry)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? string.Empty,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new AuditFailure($"it cannot be run: {exception.Message}", exception);
        }
    }

    private static async Task FeedAsync(Process process, string input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that does not read its input is none the worse for it.
        }
    }

    private string Input(AuditEntry entry) => new JsonObject(entry.What.Where(environment.HasInstance).Select(environment.Instance).Select(i => KeyValuePair.Create<string, JsonNode?>(
        i.Name,
        new JsonObject { ["ship"] = environment.Ship(i.Ship).Address, ["service"] = i.Service }))).ToJsonString();

    private static void Judge(int exitCode, string error)
    {
        if (exitCode != 0)
        {
            var last = AuditText.OnOneLine(error.Trim().Split('\n')[^1].Trim());
            throw new AuditFailure($"it ended with exit code {exitCode}{(last.Length > 0 ? $": {last[..Math.Min(last.Length, MostOfError)]}" : string.Empty)}");
        }
    }
}
