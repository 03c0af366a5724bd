using Maestro.Engine.Building;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Looks at what images are made from, for the plays that bring them onto ships or tell which containers are outdated. Builds nothing.</summary>
internal sealed class BuildObserver(MaestroEnvironment environment, Play play)
{
    public async Task<ObservedBuilds> ObserveAsync(Selection selection, CancellationToken cancellation)
    {
        if (!play.Starts && play.Kind is not (PlayKind.Pull or PlayKind.Status or PlayKind.Validate))
        {
            return ObservedBuilds.None;
        }

        var built = Planner.InstancesToLookAt(environment, play, selection)
            .Where(i => i.Build is not null)
            .DistinctBy(i => ObservedBuilds.KeyOf(i, i.Build!))
            .Select(i => Task.Run(() => LookAsync(i, i.Build!, cancellation), cancellation));
        return new ObservedBuilds((await Task.WhenAll(built).ConfigureAwait(false)).ToDictionary(StringComparer.Ordinal));
    }

    private async Task<KeyValuePair<string, ObservedBuild>> LookAsync(Instance instance, ImageBuild build, CancellationToken cancellation)
    {
        ObservedBuild observed;
        try
        {
            observed = play.Kind == PlayKind.Validate ? Verify(build) : await ObserveAsync(instance, build, cancellation).ConfigureAwait(false);
        }
        catch (BuildInputException exception)
        {
            observed = new ObservedBuild { Problem = Diagnostic.Error(DiagnosticCodes.BuildInputMissing, exception.Message, build.Location) };
        }

        return KeyValuePair.Create(ObservedBuilds.KeyOf(instance, build), observed);
    }

    private static ObservedBuild Verify(ImageBuild build)
    {
        BuildInputs.Require(build);
        return new ObservedBuild();
    }

    private static async Task<ObservedBuild> ObserveAsync(Instance instance, ImageBuild build, CancellationToken cancellation)
    {
        switch (build)
        {
            case ProjectBuild project:
                var sources = await ProjectSources.HashAsync(project, cancellation).ConfigureAwait(false);
                return new ObservedBuild { Sources = sources, Archives = new BuildFolder(project).ArchivesOf(sources) };
            case DockerfileBuild dockerfile:
                return new ObservedBuild { Sources = await BuildContext.Open(dockerfile, cancellation).HashAsync(cancellation).ConfigureAwait(false) };
            default:
                var image = (await ImageArchive.ReadAsync(build.Input, cancellation).ConfigureAwait(false)).Find(instance.Image);
                return new ObservedBuild { Sources = image.Ids[0], ImageIds = image.Ids };
        }
    }
}
