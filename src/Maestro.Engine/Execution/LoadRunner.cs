using Maestro.Engine.Building;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Brings an image onto a ship, out of an archive or from another ship, and tells how far it got.</summary>
internal sealed class LoadRunner(PlayContext context)
{
    public async Task<string> RunAsync(LoadStep step, PlayTokens tokens)
    {
        var docker = context.Connections.To(step.Ship).Docker;
        try
        {
            if (step.From is { } from)
            {
                await TransferAsync(step, from, docker, tokens.Stop).ConfigureAwait(false);
            }
            else
            {
                await LoadAsync(step, ArchiveOf(step), docker, tokens.Stop).ConfigureAwait(false);
            }

            return "loaded";
        }
        catch (BuildInputException exception)
        {
            throw Failure(step, exception.Message, exception);
        }
        catch (DockerApiException exception)
        {
            throw Failure(step, $"Ship {step.Ship.Name} does not take it: {EngineTrouble.Sentence(exception.Message)}", exception);
        }
    }

    private static string ArchiveOf(LoadStep step)
        => step.Build is ProjectBuild project ? new BuildFolder(project).ArchiveOf(step.Sources, step.BuiltFor) : step.Build.Input;

    private async Task LoadAsync(LoadStep step, string archive, IDockerClient docker, CancellationToken cancellation)
    {
        var image = (await ImageArchive.ReadAsync(archive, cancellation).ConfigureAwait(false)).Find(step.Image);
        var total = new FileInfo(archive).Length;
        var loaded = await docker.LoadImageAsync(
            async (destination, stop) =>
            {
                var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await using (file.ConfigureAwait(false))
                {
                    await file.CopyToAsync(new CountedStream(destination, Reporter(step, total)), stop).ConfigureAwait(false);
                }
            },
            cancellation).ConfigureAwait(false);
        if (!image.IsNamed(step.Image) || !loaded.Any(n => ImageReference.TryParse(n, out var name) && name.Equals(step.Image)))
        {
            await NameAsync(step, docker, [.. image.Ids, .. image.Names, .. loaded], cancellation).ConfigureAwait(false);
        }
    }

    // The engine counts an image by what it holds unpacked, which is about what it sends.
    private async Task TransferAsync(LoadStep step, Ship from, IDockerClient docker, CancellationToken cancellation)
    {
        var source = context.Connections.To(from).Docker;
        var image = await source.InspectImageAsync(step.Image.Full, cancellation).ConfigureAwait(false)
            ?? throw new BuildInputException($"Ship {from.Name} has lost it meanwhile.");
        await docker.LoadImageAsync(SaveAsync, cancellation).ConfigureAwait(false);

        // Of the two ships the one that is to blame is named.
        async Task SaveAsync(Stream destination, CancellationToken stop)
        {
            try
            {
                await source.SaveImageAsync(step.Image.Full, new CountedStream(destination, Reporter(step, image.Size)), stop).ConfigureAwait(false);
            }
            catch (DockerConnectionException exception)
            {
                throw new StepFailedException(EngineTrouble.Describe(from, exception), exception);
            }
            catch (DockerApiException exception)
            {
                throw new BuildInputException($"Ship {from.Name} does not give it: {EngineTrouble.Sentence(exception.Message)}", exception);
            }
        }
    }

    private Action<long> Reporter(LoadStep step, long total)
    {
        var reports = new ByteReports(context, step);
        var moved = 0L;
        return bytes => reports.Tell("loading", moved += bytes, total);
    }

    // Engines keep images by different ids, and archives know them by different names: the first that the engine knows is the image.
    private static async Task NameAsync(LoadStep step, IDockerClient docker, IReadOnlyList<string> candidates, CancellationToken cancellation)
    {
        foreach (var candidate in candidates)
        {
            if (await docker.InspectImageAsync(candidate, cancellation).ConfigureAwait(false) is { } found)
            {
                await docker.TagImageAsync(found.Id, step.Image.Repository, step.Image.Tag, cancellation).ConfigureAwait(false);
                return;
            }
        }

        throw new BuildInputException($"Ship {step.Ship.Name} has taken the archive and does not know the image that is in it.");
    }

    private static StepFailedException Failure(LoadStep step, string reason, Exception inner) => new(
        Diagnostic.Error(DiagnosticCodes.ImageNotLoaded, $"The image {step.Image} cannot be loaded onto ship {step.Ship.Name}: {reason}", step.Build.Location), inner);
}
