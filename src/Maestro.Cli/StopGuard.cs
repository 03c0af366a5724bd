using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>Keeps a hasty 'stop' from taking down more than was meant. Builds and scripts, which are written down, need no such guard.</summary>
internal static class StopGuard
{
    /// <summary>Whether the play is one that takes running instances away.</summary>
    public static bool Guards(PlayKind play) => play is PlayKind.Stop or PlayKind.Kill or PlayKind.Restart or PlayKind.Down;

    /// <exception cref="MaestroException">Nothing is named, and not everything is asked for.</exception>
    public static void Check(Play play, bool all)
    {
        if (Guards(play.Kind) && play.Things.Count == 0 && !all)
        {
            var name = OptionName.Of(play.Kind.ToString());
            throw Refused($"Nothing is named. Type 'maestro {name} -a' to {Phrase(play.Kind)}, or name the instances that are meant.");
        }
    }

    /// <exception cref="MaestroException">A service is named, and that was not allowed.</exception>
    public static void Check(Play play, bool expandServices, MaestroEnvironment environment)
    {
        if (!Guards(play.Kind) || expandServices)
        {
            return;
        }

        var service = play.Things.FirstOrDefault(t => environment.HasService(t) && !environment.HasInstance(t));
        if (service is not null)
        {
            var name = OptionName.Of(play.Kind.ToString());
            var instances = string.Join(' ', environment.Service(service).Instances.Select(i => i.Name));
            throw Refused($"'{service}' is a service. Type 'maestro {name} -s {service}' for all its instances, or name those that are meant: {instances}.");
        }
    }

    private static string Phrase(PlayKind play) => play == PlayKind.Down ? "take everything down" : $"{OptionName.Of(play.ToString())} everything";

    private static MaestroException Refused(string message) => new(Diagnostic.Error(DiagnosticCodes.AllRequired, message));
}
