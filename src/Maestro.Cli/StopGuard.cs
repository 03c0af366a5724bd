using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Cli;

/// <summary>Keeps a hasty 'stop' from taking down more than was meant. Builds and scripts, which are written down, need no such guard.</summary>
internal static class StopGuard
{
    /// <exception cref="MaestroException">Nothing is named, and not everything is asked for.</exception>
    public static void Check(Play play, bool all)
    {
        if (play.Kind == PlayKind.Stop && play.Things.Count == 0 && !all)
        {
            throw Refused("Nothing is named. Type 'maestro stop -a' to stop everything, or name the instances to stop.");
        }
    }

    /// <exception cref="MaestroException">A service is named, and that was not allowed.</exception>
    public static void Check(Play play, bool expandServices, MaestroEnvironment environment)
    {
        if (play.Kind != PlayKind.Stop || expandServices)
        {
            return;
        }

        var service = play.Things.FirstOrDefault(t => environment.HasService(t) && !environment.HasInstance(t));
        if (service is not null)
        {
            var instances = string.Join(' ', environment.Service(service).Instances.Select(i => i.Name));
            throw Refused($"'{service}' is a service. Type 'maestro stop -s {service}' to stop all its instances, or name those to stop: {instances}.");
        }
    }

    private static MaestroException Refused(string message) => new(Diagnostic.Error(DiagnosticCodes.AllRequired, message));
}
