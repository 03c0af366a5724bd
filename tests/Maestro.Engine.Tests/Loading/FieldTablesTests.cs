using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Loading;

public class FieldTablesTests
{
    public static TheoryData<string> SupportedFields() => [.. new[]
    {
        FieldTables.Environment, FieldTables.Header, FieldTables.ShipDefaults, FieldTables.Ship, FieldTables.Service, FieldTables.Instance,
        FieldTables.Port, FieldTables.Volume, VolumeBinder.Item, FieldTables.Restart, FieldTables.Lifecycle,
        FieldTables.ExtraHost, FieldTables.Limits, FieldTables.Ulimit, FieldTables.SshTunnel, FieldTables.Timeout, FieldTables.Secret,
        FieldTables.Registry, FieldTables.RegistryRetry, AuditorFields.All,
        ContainerHealthBinder.Table, NetworkFields.Network, NetworkFields.Ipam, NetworkFields.Pool, NetworkFields.Attachment,
    }.SelectMany(t => t.Fields).Select(f => f.Name).Distinct()];

    [Theory]
    [MemberData(nameof(SupportedFields))]
    public void Have_every_supported_field_in_the_document(string field)
        => Assert.Contains($"`{field}`", Repository.Read("docs", "environment-file.md"), StringComparison.Ordinal);

    public static TheoryData<string> CheckFieldNames() => [.. new[]
    {
        CheckFields.Tcp, CheckFields.Http, CheckFields.Requests, CheckFields.Exec, CheckFields.RemoteExec, CheckFields.Sleep, CheckFields.Health, CheckFields.Log, CheckFields.Exit,
    }.SelectMany(t => t.Fields).Select(f => f.Name).Distinct()];

    [Theory]
    [MemberData(nameof(CheckFieldNames))]
    public void Have_every_field_of_a_check_in_its_document(string field)
        => Assert.Contains($"`{field}`", Repository.Read("docs", "checks.md"), StringComparison.Ordinal);

    [Theory]
    [InlineData("environment-file.md")]
    [InlineData("checks.md")]
    public void Every_example_of_a_document_loads(string document)
    {
        var examples = Repository.Read("docs", document).Split("```yaml\n").Skip(1).Select(e => e.Split("```")[0]).ToList();

        Assert.True(examples.Count > 1);
        Assert.All(examples, e => Assert.Empty(Loaded.Environment(e).Warnings));
    }

    [Theory]
    [InlineData("## Instances", "{0}", 30)]
    [InlineData("## Health checks", "healthcheck: {{{0}}}", 7)]
    [InlineData("| Field of an instance in a network |", "networks: {{wide: {{{0}}}}}", 3)]
    public void Every_example_of_a_field_of_an_instance_loads(string heading, string place, int least)
    {
        var examples = ExamplesBelow(heading).Where(e => e.Split(':')[0] is not ("ship" or "envfile")).ToList();

        Assert.True(examples.Count >= least, $"{examples.Count} examples below {heading}");
        Assert.All(examples, e => Assert.NotNull(Loaded.Environment(Around(string.Format(CultureInfo.InvariantCulture, place, e)), ("DB_PASSWORD", "secret")).Instance("app-1")));
    }

    [Fact]
    public void Every_example_of_a_field_of_a_network_loads()
    {
        var examples = ExamplesBelow("| Field of a network |").ToList();

        Assert.Equal(9, examples.Count);
        Assert.All(examples, e => Assert.Single(Loaded.Environment($"name: n\nships: {{}}\nnetworks: {{back: {{{e}}}}}\n").Networks));
    }

    [Theory]
    [InlineData("## Top level", "{0}", 12)]
    [InlineData("## Ships", "ships: {{here: {{{0}}}}}", 20)]
    [InlineData("## Services", "services: {{redis: {{{0}}}}}", 5)]
    [InlineData("## Secrets", "secrets: {{db: {{{0}}}}}", 4)]
    [InlineData("## Registries", "secrets: {{hub: {{command: pass show hub}}}}\nregistries: {{hub: {{{0}}}}}", 5)]
    [InlineData("## Audit", "audit: [{{{0}}}]", 19)]
    public void Every_example_of_another_field_loads(string heading, string place, int least)
    {
        var examples = ExamplesBelow(heading).Where(e => e.Split(':')[0] != "context").ToList();

        Assert.True(examples.Count >= least, $"{examples.Count} examples below {heading}");
        Assert.All(examples, e => Assert.NotNull(LoadedWithFiles(string.Format(CultureInfo.InvariantCulture, place, Completed(heading, e))).Name));
    }

    private static string Completed(string heading, string example) => heading switch
    {
        "## Ships" when !example.StartsWith("ip:", StringComparison.Ordinal) => $"{example}, ip: 10.0.0.1",
        "## Services" when example.StartsWith("image:", StringComparison.Ordinal) => $"{example}, instances: {{redis-1: {{ship: here}}}}",
        "## Services" when example.StartsWith("instances:", StringComparison.Ordinal) => $"{example}, image: redis",
        "## Services" => $"{example}, image: redis, instances: {{redis-1: {{ship: here}}}}",
        _ => example,
    };

    // Beside the files that examples name, and with all that a file needs.
    private static MaestroEnvironment LoadedWithFiles(string field)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "ca.pem", "cert.pem", "key.pem" })
        {
            folder.Write(file, TlsTexts.Of(file));
        }

        folder.Write("db.password", "-");

        folder.Write("common.yaml", "x-common: {}\n");
        var missing = new[] { ("name", "name: n"), ("ships", "ships: {here: {ip: 10.0.0.1}}"), ("services", $"services: {{{string.Join(", ", OtherServices)}}}") }
            .Where(m => !field.StartsWith($"{m.Item1}:", StringComparison.Ordinal))
            .Select(m => m.Item2);
        var text = field.StartsWith("services: {redis: {", StringComparison.Ordinal) ? $"services: {{{string.Join(", ", OtherServices)}, {field["services: {".Length..]}" : field;
        return new EnvironmentLoader(new Dictionary<string, string> { ["DB_PASSWORD"] = "secret", ["SHIP_KEY_PASSWORD"] = "secret" }, folder.Path, new StringReader($"{text}\n{string.Join('\n', missing)}\n"), () => Loaded.MachineAddress).Load("-");
    }

    private static string[] OtherServices => [.. new[] { "db", "queue", "monitor" }.Select(s => $"{s}: {{image: a, instances: {{{s}-1: {{ship: here}}}}}}")];

    public static TheoryData<string, string> DocumentedFields()
    {
        var data = new TheoryData<string, string>();
        void Add(string heading, IEnumerable<Field> fields)
        {
            foreach (var field in fields)
            {
                data.Add(heading, field.Name);
            }
        }

        Add("## Top level", [.. FieldTables.Environment.Fields, .. FieldTables.Header.Fields]);
        Add("## Ships", [.. FieldTables.Ship.Fields, .. FieldTables.ShipDefaults.Fields.Except(FieldTables.Ship.Fields), .. FieldTables.SshTunnel.Fields, .. FieldTables.Timeout.Fields]);
        Add("## Services", FieldTables.Service.Fields.Except(ContainerFields.All));
        Add("## Secrets", FieldTables.Secret.Fields);
        Add("## Registries", [.. FieldTables.Registry.Fields, .. FieldTables.RegistryRetry.Fields]);
        Add("## Audit", AuditorFields.All.Fields);
        return data;
    }

    [Theory]
    [MemberData(nameof(DocumentedFields))]
    public void Every_other_field_has_an_example_in_its_table(string heading, string field)
        => Assert.Contains(ExamplesBelow(heading), e => Regex.IsMatch(e, $@"(?<!\w){field}: "));

    [Fact]
    public void Every_field_of_an_instance_has_an_example()
    {
        var document = Repository.Read("docs", "environment-file.md");
        var fields = ContainerFields.All.Where(f => f.Name is not ("cmd" or "lxc_conf"));

        Assert.All(fields, f => Assert.Matches($@"\n\| `{f.Name}` \|[^\n]*`[^`]*\b{f.Name}: ", document));
    }

    // The fourth cell of each row, up to the next heading or table of another kind.
    private static IEnumerable<string> ExamplesBelow(string heading)
    {
        var document = Repository.Read("docs", "environment-file.md");
        var lines = document[(document.IndexOf($"\n{heading}", StringComparison.Ordinal) + 1)..].Split('\n');
        return lines.Skip(1)
            .TakeWhile(l => heading.StartsWith('|') ? l.StartsWith('|') : !l.StartsWith("## ", StringComparison.Ordinal))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .Select(l => l.Split(" | ")[3].Trim())
            .Where(e => e.StartsWith('`'))
            .Select(e => e.Trim('`'));
    }

    private static string Around(string field) => $$$"""
        __maestro: {schema: 2}
        name: n
        ships: {here: {ip: 10.0.0.1}}
        networks: {back: , wide: {ipam: {config: [{subnet: 10.5.0.0/24}, {subnet: '2001:db8::/64'}]} } }
        secrets: {db: {env: DB_PASSWORD}}
        services:
          data: {image: data, instances: {data-1: {ship: here} } }
          app: {image: app, instances: {app-1: {ship: here, {{{field}}} } } }

        """;

    [Fact]
    public void Say_of_every_field_what_kind_of_value_it_takes()
    {
        var tables = new HashSet<FieldTable>();
        Visit(new SectionKind(() => FieldTables.Environment), tables);

        Assert.Superset(
            new HashSet<FieldTable> { FieldTables.Service, FieldTables.Instance, FieldTables.Ship, FieldTables.Port, FieldTables.Volume, VolumeBinder.Item, FieldTables.Limits, FieldTables.Ulimit, FieldTables.ExtraHost, CheckFields.Tcp, CheckFields.Http, CheckFields.Requests, CheckFields.Exec, CheckFields.RemoteExec, CheckFields.Sleep, CheckFields.Health, CheckFields.Log, CheckFields.Exit, ContainerHealthBinder.Table, NetworkFields.Network, NetworkFields.Ipam, NetworkFields.Pool, NetworkFields.Attachment },
            tables);
    }

    private static void Visit(ValueKind kind, HashSet<FieldTable> tables)
    {
        switch (kind)
        {
            case SectionKind section when tables.Add(section.Table()):
                Assert.All(section.Table().Fields, f => Visit(f.Kind, tables));
                break;
            case OneOfSectionsKind sections:
                Assert.All(sections.Sections, s => Visit(new SectionKind(s.Table), tables));
                break;
            case ListKind list:
                Visit(list.Item, tables);
                break;
            case MapKind map:
                Visit(map.Value, tables);
                break;
            case EitherKind either:
                Assert.All(either.Kinds, k => Visit(k, tables));
                break;
            default:
                Assert.NotNull(kind);
                break;
        }
    }
}
