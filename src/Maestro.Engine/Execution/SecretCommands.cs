using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Runs the commands that tell secrets, for the plays that need the values: those that make containers, compare them, pull images or show what containers write.</summary>
internal sealed class SecretCommands(TimeProvider time)
{
    /// <summary>Runs the commands of the secrets that the play's instances and their registries use, all at once, each once.</summary>
    /// <returns>The environment with their values.</returns>
    /// <exception cref="MaestroException">A command failed.</exception>
    public async Task<MaestroEnvironment> RunAsync(MaestroEnvironment environment, Play play, CancellationToken cancellation)
    {
        if (play.Kind is PlayKind.Validate or PlayKind.Stop or PlayKind.Kill or PlayKind.Clean or PlayKind.Down || !environment.Secrets.Any(s => s.Command is not null))
        {
            return environment;
        }

        return await RunAsync(environment, Used(environment, play, Selection.Make(environment, play)), cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs the commands of the secrets of these names, all at once, each once.</summary>
    /// <returns>The environment with their values.</returns>
    /// <exception cref="MaestroException">A command failed.</exception>
    public async Task<MaestroEnvironment> RunAsync(MaestroEnvironment environment, IEnumerable<string> names, CancellationToken cancellation)
    {
        var used = names.ToHashSet(StringComparer.Ordinal);
        return environment.With(await Task.WhenAll(environment.Secrets.Select(s =>
            s.Value is null && used.Contains(s.Name) ? RunAsync(s, cancellation) : Task.FromResult(s))).ConfigureAwait(false));
    }

    /// <summary>Runs the command of one secret.</summary>
    /// <exception cref="MaestroException">It failed.</exception>
    public async Task<Secret> RunAsync(Secret secret, CancellationToken cancellation)
    {
        var command = secret.Command!;
        var program = new ShortProgram(command.Program, command.Arguments) { Folder = command.Folder, Timeout = command.Timeout };
        try
        {
            var output = await program.RunAsync(time, cancellation).ConfigureAwait(false);
            return secret with { Value = new SecretValue(WithoutLastBreak(output)) };
        }
        catch (ProgramFailedException failure)
        {
            throw new MaestroException(Diagnostic.Error(
                DiagnosticCodes.SecretCommandFailed,
                $"The command of the secret '{secret.Name}' failed: {failure.Message} What it wrote is not shown; run it by hand to see it.",
                secret.Location,
                $"secrets/{secret.Name}/command"));
        }
    }

    private static string WithoutLastBreak(string text)
        => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static IEnumerable<string> Used(MaestroEnvironment environment, Play play, Selection selection)
    {
        IEnumerable<string> ofContainers = play.Kind == PlayKind.Pull ? [] : Planner.InstancesToLookAt(environment, play, selection).SelectMany(i => i.Secrets.Values);
        IEnumerable<string> ofRegistries = play.Kind == PlayKind.Status ? [] : selection.Instances
            .Where(i => i.PullPolicy != PullPolicy.Never)
            .Select(i => RegistryAccess.EntryFor(i.Image, environment.Registries)?.PasswordSecret)
            .OfType<string>();
        return ofContainers.Concat(ofRegistries);
    }
}
