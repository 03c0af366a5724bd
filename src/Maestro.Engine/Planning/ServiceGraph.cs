using Maestro.Engine.Graph;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>The services of an environment with an edge to each service that one requires.</summary>
internal static class ServiceGraph
{
    public static DirectedGraph<string> Of(MaestroEnvironment environment)
    {
        var graph = new DirectedGraph<string>(StringComparer.Ordinal);
        foreach (var service in environment.Services)
        {
            graph.AddNode(service.Name);
        }

        foreach (var service in environment.Services)
        {
            foreach (var required in service.Requires)
            {
                graph.AddEdge(service.Name, required);
            }
        }

        return graph;
    }
}
