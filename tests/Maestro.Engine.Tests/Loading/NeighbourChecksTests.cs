using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Tests.Loading;

public class NeighbourChecksTests
{
    [Theory]
    [InlineData(310, "volumes_from: §date-1", "There is no instance 'date-1' to get volumes from; did you mean 'data-1'?")]
    [InlineData(310, "volumes_from: [§far-1x]", "did you mean 'far-1'?")]
    [InlineData(303, "volumes_from: §far-1", "'far-1' is on the ship 'there' and 'app-1' on 'here'")]
    [InlineData(310, "volumes_from: §data-1, volumes: {/x: /d/}", "'app-1' and 'data-1', from which it gets volumes, both have /d/")]
    [InlineData(305, "links: {§date-1: db}", "There is no instance 'date-1' to link to; did you mean 'data-1'?")]
    [InlineData(303, "links: {§far-1: db}", "on one ship only")]
    [InlineData(303, "links: {data-1: §'a:b'}", "without ':'")]
    [InlineData(303, "net: §'container:far-1'", "on one ship only")]
    [InlineData(307, "volumes_from: §app-1", "app-1 → app-1")]
    [InlineData(307, "links: {§app-1: me}", "app-1 → app-1")]
    [InlineData(307, "net: §'container:app-1'", "app-1 → app-1")]
    public void Says_what_is_wrong_between_two_instances_and_where(int code, string fields, string fragment)
    {
        var mistake = Loaded.MistakeAtMark(File(fields));
        Assert.Equal(code, mistake.Code.Number);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
        Assert.Contains("app-1", mistake.MessageWithPath, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_is_either_bound_or_anonymous()
    {
        var mistake = Assert.Single(Loaded.Mistakes(File("volumes: {/x: /data}, container_volumes: [/a, /data]")));
        Assert.Equal(DiagnosticCodes.InvalidVolume, mistake.Code);
        Assert.Contains("'/data' is in 'volumes' and in 'container_volumes' of 'app-1'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_work_and_are_called_legacy()
    {
        var environment = Loaded.Environment(File("links: {data-1: db}"));
        Assert.Equal("data-1:db", string.Join(' ', environment.Instance("app-1").Links.Select(l => $"{l.Instance}:{l.Alias}")));
        Assert.Equal(DiagnosticCodes.Deprecated, Assert.Single(environment.Warnings).Code);
    }

    [Fact]
    public void A_network_may_be_shared_with_a_container_of_somebody_else()
        => Assert.Equal("vpn", Loaded.Environment(File("net: 'container:vpn'")).Instance("app-1").Network.SharedContainer);

    [Fact]
    public void What_a_service_says_wrongly_for_all_is_reported_once()
        => Assert.Single(Loaded.Mistakes("name: n\nships: {here: {ip: 10.0.0.1}}\nservices: {app: {image: a, volumes_from: nosuch, instances: {a1: {ship: here}, a2: {ship: here}, a3: {ship: here}}}}\n"));

    [Fact]
    public void A_circle_of_services_through_volumes_is_found()
    {
        var mistake = Loaded.MistakeAtMark("""
            name: n
            ships: {here: {ip: 10.0.0.1}}
            services:
              data: {image: d, requires: [§app], instances: {data-1: {ship: here}}}
              app: {image: a, instances: {app-1: {ship: here, volumes_from: data-1}}}
            """);
        Assert.Equal(DiagnosticCodes.DependencyCycle, mistake.Code);
        Assert.Contains("data → app → data", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("app needs data by 'volumes_from'", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links: {data-1: d}", "{requires: [app]}", "{}", "app-1 → data-1")]
    [InlineData("links: {data-1: d}", "{}", "{links: {app-1: a}}", "data-1 → app-1")]
    [InlineData("volumes_from: data-2", "{}", "{links: {app-1: a}}", "app-1")]
    public void A_circle_of_instances_is_found_through_all_that_orders_them(string app, string data, string data1, string fragment)
    {
        var mistakes = Loaded.Mistakes($$$"""
            name: n
            ships: {here: {ip: 10.0.0.1}}
            services:
              data:
                <<: {{{data}}}
                image: d
                instances: {data-1: {ship: here, <<: {{{data1}}} }, data-2: {ship: here}}
              app: {image: a, instances: {app-1: {ship: here, {{{app}}} } } }
            """);
        var mistake = Assert.Single(mistakes, m => m.Severity == DiagnosticSeverity.Error);
        Assert.Equal(DiagnosticCodes.DependencyCycle, mistake.Code);
        Assert.Contains("Instances wait for each other in a circle", mistake.Message, StringComparison.Ordinal);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_between_two_services_both_ways_are_no_circle_as_long_as_their_instances_are_in_none()
        => Assert.Equal(4, Loaded.Environment("""
            name: n
            ships: {here: {ip: 10.0.0.1}}
            services:
              a: {image: a, instances: {a1: {ship: here, links: {b1: b}}, a2: {ship: here}}}
              b: {image: b, instances: {b1: {ship: here}, b2: {ship: here, links: {a2: a}}}}
            """).Instances.Count);

    private static string File(string fields)
        => $$$"""
            __maestro: {schema: 2}
            name: n
            ships: {here: {ip: 10.0.0.1}, there: {ip: 10.0.0.2}}
            services:
              data: {image: d, instances: {data-1: {ship: here, container_volumes: /d}, far-1: {ship: there} } }
              app: {image: a, instances: {app-1: {ship: here, {{{fields}}} } } }
            """;
}
