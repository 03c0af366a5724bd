using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Finds the one instance, and its running container, that a command is meant for.</summary>
internal static class ExecTarget
{
    /// <exception cref="MaestroException">There is no such instance, or no command.</exception>
    public static Instance Find(MaestroEnvironment environment, ExecOptions options)
    {
        if (options.Command.Count == 0)
        {
            throw Wrong(DiagnosticCodes.InvalidOption, $"There is no command to run in '{options.Instance}'.");
        }

        if (environment.HasInstance(options.Instance))
        {
            return environment.Instance(options.Instance);
        }

        if (!environment.HasService(options.Instance))
        {
            var hint = NearMisses.Hint(options.Instance, environment.Instances.Select(i => i.Name));
            throw Wrong(DiagnosticCodes.UnknownThing, $"'{options.Instance}' is no instance of {environment.Name}.{hint}");
        }

        var instances = environment.Service(options.Instance).Instances;
        return instances.Count == 1
            ? instances[0]
            : throw Wrong(DiagnosticCodes.UnknownThing, $"'{options.Instance}' is a service; name one of its instances: {string.Join(", ", instances.Select(i => i.Name))}.");
    }

    /// <returns>The id of the container.</returns>
    /// <exception cref="MaestroException">There is none that runs.</exception>
    public static string RunningContainer(MaestroEnvironment environment, Instance instance, ContainerDetails? container)
    {
        if (container is null)
        {
            throw Wrong(DiagnosticCodes.NoContainer, $"{instance.Name} has no container on ship {instance.Ship}; start it first.");
        }

        if (!OwnContainer.BelongsTo(container, environment))
        {
            throw new MaestroException(OwnContainer.Taken(instance, container));
        }

        return container.State == "running"
            ? container.Id
            : throw Wrong(DiagnosticCodes.NoContainer, $"The container of {instance.Name} on ship {instance.Ship} is {container.State}; start it first.");
    }

    private static MaestroException Wrong(DiagnosticCode code, string message) => new(Diagnostic.Error(code, message));
}
