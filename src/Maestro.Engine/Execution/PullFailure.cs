using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Says why an image could not be pulled, in the engine's words, and what to do about it.</summary>
internal sealed class PullFailure(MaestroEnvironment environment, PullStep step, Registry? entry, PullCredentials credentials)
{
    public Diagnostic Describe(DockerApiException exception, int tries)
    {
        var trouble = PullTroubles.Of(exception);
        var platform = step.Platform.Length == 0 ? string.Empty : $" for {step.Platform}";
        var said = EngineTrouble.Sentence(credentials.Mask.Mask(exception.Message));
        return Diagnostic.Error(
            CodeOf(trouble),
            $"Ship {step.Ship.Name} cannot pull the image {step.Image}{platform}{Tries(exception, tries)}: {said} {Advice(trouble)}",
            environment.Instances.FirstOrDefault(i => i.Ship == step.Ship.Name && i.Image.Equals(step.Image))?.Location);
    }

    private static DiagnosticCode CodeOf(PullTrouble trouble) => trouble switch
    {
        PullTrouble.Denied => DiagnosticCodes.PullDenied,
        PullTrouble.Transient => DiagnosticCodes.RegistryUnavailable,
        _ => DiagnosticCodes.ImageUnavailable,
    };

    private string Tries(DockerApiException exception, int tries)
        => tries > 1 ? $" after {tries} tries"
            : entry is { RetryWhen.Count: > 0 } && !entry.RetryWhen.Contains((int)exception.Status) ? $" (status {(int)exception.Status}, which its 'retry' does not name)"
            : string.Empty;

    private string Advice(PullTrouble trouble) => trouble switch
    {
        PullTrouble.Denied when credentials.Header is not null => $"Check {credentials.Source}.",
        PullTrouble.Denied => $"There are no credentials for it{(credentials.Problem is { } problem ? $" ({problem.TrimEnd('.')})" : string.Empty)}: add {credentials.Registry} to 'registries' with username and password, or run 'docker login {credentials.Registry}' here.",
        PullTrouble.Transient => $"Check that the ship reaches {credentials.Registry}, and run the play again.",
        PullTrouble.Missing when credentials.Header is null => "Check its name and tag; a private registry that hides what it has needs an entry in 'registries'. Or put the image on the ship by hand.",
        PullTrouble.Missing => "Check its name and tag, or put the image on the ship by hand.",
        _ => $"Check its name and its registry{(credentials.Header is null ? string.Empty : $", and {credentials.Source}")}, or put the image on the ship by hand.",
    };
}
