using System.Globalization;
using System.Text;

namespace Maestro.Benchmarks.Loading;

/// <summary>A generated environment file: ships, and services of ten instances each, which require two others in ten layers.</summary>
internal static class LargeFile
{
    public const int InstancesPerService = 10;

    private const int Layers = 10;
    private const int FirstPort = 20000;

    /// <summary>Everything written out, as a generator writes it.</summary>
    public static string WrittenOut(int ships, int services)
    {
        var text = new StringBuilder("__maestro: {schema: 2}\nname: large\n\nships:\n");
        for (var ship = 0; ship < ships; ship++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  ship-{ship}: {{ip: 10.{ship / 65536}.{ship / 256 % 256}.{ship % 256}}}\n");
        }

        text.Append("\nservices:\n");
        for (var service = 0; service < services; service++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  service-{service}:\n    image: team/service-{service}:1.0\n");
            text.Append(CultureInfo.InvariantCulture, $"    requires: [{string.Join(", ", Required(service, services).Select(r => $"service-{r}"))}]\n");
            text.Append("    env: {LEVEL: info}\n    lifecycle:\n      running: [{type: tcp, port: http}]\n    instances:\n");
            for (var instance = 0; instance < InstancesPerService; instance++)
            {
                var number = (service * InstancesPerService) + instance;
                text.Append(CultureInfo.InvariantCulture, $"      service-{service}-{instance}:\n        ship: ship-{number % ships}\n        ports: {{http: \"80:{FirstPort + (number / ships)}\"}}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The same as a template of a few lines.</summary>
    public static string Template(int ships, int services) => $$$"""
        __maestro: {schema: 2}
        name: large
        ships:
        {% for ship in range({{{ships}}}) %}
          ship-{{ ship }}: {ip: 10.{{ ship // 65536 }}.{{ ship // 256 % 256 }}.{{ ship % 256 }} }
        {% endfor %}
        services:
        {% set size = {{{Math.Max(1, services / Layers)}}} %}
        {% for service in range({{{services}}}) %}
          service-{{ service }}:
            image: team/service-{{ service }}:1.0
            requires: [{% if service >= size %}service-{{ (service // size - 1) * size + service * 7 % size }}, service-{{ (service // size - 1) * size + (service * 7 + 1) % size }}{% endif %}]
            env: {LEVEL: info}
            lifecycle:
              running: [{type: tcp, port: http}]
            instances:
          {% for instance in range({{{InstancesPerService}}}) %}
          {% set number = service * {{{InstancesPerService}}} + instance %}
              service-{{ service }}-{{ instance }}:
                ship: ship-{{ number % {{{ships}}} }}
                ports: {http: "80:{{ {{{FirstPort}}} + number // {{{ships}}} }}" }
          {% endfor %}
        {% endfor %}
        """;

    private static IEnumerable<int> Required(int service, int services)
    {
        var size = Math.Max(1, services / Layers);
        var below = ((service / size) - 1) * size;
        return below < 0 ? [] : new[] { below + (service * 7 % size), below + (((service * 7) + 1) % size) }.Distinct();
    }
}
