using System.Text;
using Maestro.Engine.Progress;
using Maestro.Engine.Variables;

namespace Maestro.Engine.Artifacts;

/// <summary>Where running instances are reached, as the variables that their dependants are given.</summary>
internal static class EndpointVariables
{
    /// <summary>One <c>NAME=value</c> per line.</summary>
    public static string Lines(PlayResult result)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Of(result))
        {
            text.Append(name).Append('=').Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The variables, those of the instances first.</summary>
    public static IEnumerable<(string Name, string Value)> Of(PlayResult result)
    {
        yield return ("MAESTRO_ENVIRONMENT_NAME", result.Environment);
        foreach (var service in result.Instances.Where(i => i.Status == "running").GroupBy(i => i.Service, StringComparer.Ordinal))
        {
            var name = VariableName.Part(service.Key);
            yield return ($"{name}_INSTANCES", string.Join(',', service.Select(i => i.Name)));
            foreach (var instance in service)
            {
                yield return ($"{name}_{VariableName.Part(instance.Name)}_HOST", instance.Address);
            }
        }

        foreach (var endpoint in result.Endpoints)
        {
            yield return ($"{VariableName.Part(endpoint.Service)}_{VariableName.Part(endpoint.Instance)}_{VariableName.Part(endpoint.PortName)}_PORT", $"{endpoint.Port}");
        }
    }
}
