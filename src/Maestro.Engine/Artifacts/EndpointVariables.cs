using System.Text;
using Maestro.Engine.Progress;
using Maestro.Engine.Variables;

namespace Maestro.Engine.Artifacts;

/// <summary>Where running instances are reached, as the variables that their dependants are given: one <c>NAME=value</c> per line.</summary>
internal static class EndpointVariables
{
    public static string Of(PlayResult result)
    {
        var text = new StringBuilder();
        Add(text, "MAESTRO_ENVIRONMENT_NAME", result.Environment);
        foreach (var service in result.Instances.Where(i => i.Status == "running").GroupBy(i => i.Service, StringComparer.Ordinal))
        {
            var name = VariableName.Part(service.Key);
            Add(text, $"{name}_INSTANCES", string.Join(',', service.Select(i => i.Name)));
            foreach (var instance in service)
            {
                Add(text, $"{name}_{VariableName.Part(instance.Name)}_HOST", instance.Address);
            }
        }

        foreach (var endpoint in result.Endpoints)
        {
            var name = $"{VariableName.Part(endpoint.Service)}_{VariableName.Part(endpoint.Instance)}_{VariableName.Part(endpoint.PortName)}_PORT";
            Add(text, name, $"{endpoint.Port}");
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string value) => text.Append(name).Append('=').Append(value).Append('\n');
}
