using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The name that a new container has until the one that it replaces is gone.</summary>
internal static class InterimName
{
    private const string Suffix = ".maestro-new";

    public static string Of(Instance instance) => instance.ContainerName + Suffix;
}
