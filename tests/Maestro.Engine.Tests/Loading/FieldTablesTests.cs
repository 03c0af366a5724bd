using Maestro.Engine.Loading;

namespace Maestro.Engine.Tests.Loading;

public class FieldTablesTests
{
    public static TheoryData<string> SupportedFields() => [.. new[]
    {
        FieldTables.Environment, FieldTables.Header, FieldTables.ShipDefaults, FieldTables.Ship, FieldTables.Service, FieldTables.Instance,
        FieldTables.Port, FieldTables.Volume, FieldTables.Restart, FieldTables.Lifecycle, FieldTables.TcpCheck,
        FieldTables.ExtraHost, FieldTables.Limits, FieldTables.Ulimit, FieldTables.SshTunnel, FieldTables.Timeout, FieldTables.Secret,
        FieldTables.Registry, FieldTables.RegistryRetry, AuditorFields.All,
    }.SelectMany(t => t.Fields).Where(f => f.IsSupported).Select(f => f.Name).Distinct()];

    [Theory]
    [MemberData(nameof(SupportedFields))]
    public void Have_every_supported_field_in_the_document(string field)
        => Assert.Contains($"`{field}`", Repository.Read("docs", "environment-file.md"), StringComparison.Ordinal);

    [Fact]
    public void Every_example_of_the_document_loads()
    {
        var examples = Repository.Read("docs", "environment-file.md").Split("```yaml\n").Skip(1).Select(e => e.Split("```")[0]).ToList();

        Assert.True(examples.Count > 1);
        Assert.All(examples, e => Assert.Empty(Loaded.Environment(e).Warnings));
    }

    [Fact]
    public void Say_of_every_field_what_kind_of_value_it_takes()
    {
        var tables = new HashSet<FieldTable>();
        Visit(new SectionKind(() => FieldTables.Environment), tables);

        Assert.Superset(
            new HashSet<FieldTable> { FieldTables.Service, FieldTables.Instance, FieldTables.Ship, FieldTables.Port, FieldTables.Volume, FieldTables.Limits, FieldTables.Ulimit, FieldTables.ExtraHost, FieldTables.TcpCheck },
            tables);
    }

    private static void Visit(ValueKind kind, HashSet<FieldTable> tables)
    {
        switch (kind)
        {
            case SectionKind section when tables.Add(section.Table()):
                Assert.All(section.Table().Fields, f => Visit(f.Kind, tables));
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
