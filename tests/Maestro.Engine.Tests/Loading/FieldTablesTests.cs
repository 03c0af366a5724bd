using Maestro.Engine.Loading;

namespace Maestro.Engine.Tests.Loading;

public class FieldTablesTests
{
    public static TheoryData<string> SupportedFields() => [.. new[]
    {
        FieldTables.Environment, FieldTables.Header, FieldTables.ShipDefaults, FieldTables.Ship, FieldTables.Service, FieldTables.Instance,
        FieldTables.Port, FieldTables.Volume, FieldTables.Restart, FieldTables.Lifecycle, FieldTables.TcpCheck,
    }.SelectMany(t => t.Fields).Where(f => f.IsSupported).Select(f => f.Name).Distinct()];

    [Theory]
    [MemberData(nameof(SupportedFields))]
    public void Have_every_supported_field_in_the_document(string field)
        => Assert.Contains($"`{field}`", Repository.Read("docs", "environment-file.md"), StringComparison.Ordinal);
}
