using System.Diagnostics;

namespace Maestro.Testing;

/// <summary>Runs <c>tests/Fleet/fleet</c>, and says whether this machine can.</summary>
internal static class FleetScript
{
    private static readonly Lazy<string?> Obstacle = new(FindObstacle);

    /// <summary>Why no fleet can be brought up on this machine; null when one can.</summary>
    public static string? WhyNot => Obstacle.Value;

    /// <summary>How to start the script, in a session of its own: a Ctrl-C at the terminal is not for it.</summary>
    public static ProcessStartInfo Start(string folder, params string[] words)
    {
        var repository = RepositoryFolder.Path;
        var start = new ProcessStartInfo("setsid", ["bash", Path.Combine(repository, "tests", "Fleet", "fleet"), .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FLEET_DIR"] = folder;
        start.Environment["FLEET_IMAGES"] = Path.Combine(repository, "artifacts", "fleet-images");
        start.Environment["FLEET_REDIS"] = "0"; // no test needs it, and making it would need a network
        return start;
    }

    /// <summary>Runs the script to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, or did not end in time.</exception>
    public static async Task<string> RunAsync(string folder, params string[] words)
    {
        using var process = Process.Start(Start(folder, words))!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"'fleet {string.Join(' ', words)}' ended with exit code {process.ExitCode}: {await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"'fleet {string.Join(' ', words)}' did not end within two minutes.");
        }
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "a fleet of real engines needs Linux and root";
        }

        try
        {
            using var check = Process.Start(Start("/nowhere", "check"))!;
            check.StandardInput.Close();
            var errors = check.StandardError.ReadToEnd();
            check.WaitForExit();
            return check.ExitCode == 0 ? null : errors.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
