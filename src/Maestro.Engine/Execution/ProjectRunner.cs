using Maestro.Engine.Building;
using Maestro.Engine.Checks;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Makes an image of a .NET project on this machine, by the SDK, in a process and a folder of its own.</summary>
internal sealed class ProjectRunner(PlayContext context)
{
    private const int MostErrors = 10;

    public async Task<string> RunAsync(BuildStep step, ProjectBuild build, PlayTokens tokens)
    {
        var folder = new BuildFolder(build);
        try
        {
            using var held = await LockAsync(step, folder, tokens.Stop).ConfigureAwait(false);
            var archive = folder.ArchiveOf(step.Sources, step.BuiltFor);
            if (!step.Refreshes && File.Exists(archive))
            {
                return "there already";
            }

            await BuildAsync(step, build, folder, archive, tokens.Stop).ConfigureAwait(false);
            folder.Tidy(step.Sources, context.Time);
            return "built";
        }
        catch (Exception exception) when (exception is BuildInputException or IOException or UnauthorizedAccessException)
        {
            throw new StepFailedException(Diagnostic.Error(DiagnosticCodes.ImageNotBuilt, $"The image {step.Image} cannot be built: {EngineTrouble.Sentence(exception.Message)}", build.Location), exception);
        }
    }

    // Another play may build the same project just now; its image is then there when it has ended.
    private async Task<IDisposable> LockAsync(BuildStep step, BuildFolder folder, CancellationToken cancellation)
    {
        var started = context.Time.GetTimestamp();
        for (var told = false; ; told = true)
        {
            if (folder.TryLock() is { } held)
            {
                return held;
            }

            if (!told)
            {
                context.Report(step, "another play builds this project; waiting until it ends");
            }

            await Task.Delay(AdaptivePause.After(context.Time.GetElapsedTime(started)), context.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task BuildAsync(BuildStep step, ProjectBuild build, BuildFolder folder, string archive, CancellationToken cancellation)
    {
        var output = folder.OutputOf(step.BuiltFor);
        var labels = Path.Combine(output, "maestro.targets");
        var unfinished = Path.Combine(output, "image.tar");
        Directory.CreateDirectory(output);
        await File.WriteAllTextAsync(labels, PublishCommand.LabelTargets(ContainerLabels.Sources), cancellation).ConfigureAwait(false);
        var command = new PublishCommand(build, step.Image, step.BuiltFor, step.Sources);
        var program = new BuildProgram(
            Variable("DOTNET_HOST_PATH") ?? "dotnet",
            command.Arguments(output, unfinished, labels),
            command.Variables(context.Environment.Registries, Variable("DOTNET_CONTAINER_INSECURE_REGISTRIES")),
            Path.GetDirectoryName(build.Project)!);
        try
        {
            await PublishAsync(step, build, program, cancellation).ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(archive)!);
            File.Move(unfinished, archive, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task PublishAsync(BuildStep step, ProjectBuild build, BuildProgram program, CancellationToken cancellation)
    {
        var log = new BuildLog(context, step);
        var errors = new List<CompilerMessage>();
        var exitCode = await program.RunAsync(Take, cancellation).ConfigureAwait(false);
        if (exitCode != 0)
        {
            var first = errors.Find(e => e.IsInSources) ?? errors.FirstOrDefault();
            var reason = first is null ? $"'dotnet publish' ended with exit code {exitCode}." : EngineTrouble.Sentence(first.IsInSources ? first.What : first.ToString());
            throw new StepFailedException(Diagnostic.Error(
                DiagnosticCodes.ImageNotBuilt,
                $"The image {step.Image} cannot be built from {Path.GetFileName(build.Project)}: {reason}",
                first is { IsInSources: true } ? first.Place : build.Location))
            {
                Evidence = errors.Count > 1 ? $" All its errors:{string.Concat(errors.Take(MostErrors).Select(e => $"{Environment.NewLine}    {e}"))}"
                    : first is null ? log.Tail()
                    : string.Empty,
            };
        }

        void Take(string line)
        {
            log.AddLine(line);
            if (CompilerMessage.Parse(line) is { } error && !errors.Contains(error))
            {
                errors.Add(error);
            }
        }
    }

    private string? Variable(string name) => context.Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
