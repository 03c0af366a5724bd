using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting;

namespace Maestro.Engine.Tests.Reporting;

public class InstanceTableTests
{
    private static readonly PlayResult Result = new()
    {
        Play = PlayKind.Status,
        Environment = "demo",
        Verdict = PlayVerdict.Succeeded,
        Instances =
        [
            Instance("redis-1", "redis", "one", "7", "0123456789abcdef", "running for 5m"),
            Instance("a-rather-long-name-1", "a-rather-long-name", "harbour-of-hamburg", "latest", string.Empty, "down"),
        ],
    };

    [Fact]
    public void Is_as_wide_as_its_content()
        => Assert.Equal(
            [
                "  #  INSTANCE              SERVICE             SHIP                CONTAINER  STATUS",
                "  1. redis-1               redis               one                 7:0123456  running for 5m",
                "  2. a-rather-long-name-1  a-rather-long-name  harbour-of-hamburg  latest:-   down",
            ],
            InstanceTable.Render(Result));

    [Fact]
    public void Shows_the_addresses_of_ships_instead_of_their_names_when_asked_to()
        => Assert.Equal(
            [
                "  #  INSTANCE              SERVICE             ADDRESS    CONTAINER  STATUS",
                "  1. redis-1               redis               127.0.0.1  7:0123456  running for 5m",
                "  2. a-rather-long-name-1  a-rather-long-name  127.0.0.1  latest:-   down",
            ],
            InstanceTable.Render(Result, showHosts: true));

    [Theory]
    [InlineData(200)]
    [InlineData(0)]
    public void Room_to_spare_changes_nothing(int width) => Assert.Equal(InstanceTable.Render(Result), InstanceTable.Render(Result, width));

    [Fact]
    public void A_narrow_terminal_costs_the_names_and_never_what_happened()
    {
        var lines = InstanceTable.Render(Result, 80);

        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Equal("  2. a-rathe…  a-rather-long-name  harbour-of-hambu…  latest:-   down", lines[2]);
        Assert.EndsWith("7:0123456  running for 5m", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_stay_readable_however_narrow_it_is()
        => Assert.Equal("  2. a-rathe…  a-rathe…  harbour…  latest:-   down", InstanceTable.Render(Result, 10)[2]);

    [Fact]
    public void Without_instances_there_is_the_header_alone()
        => Assert.Equal(["  #  INSTANCE  SERVICE  SHIP  CONTAINER  STATUS"], InstanceTable.Render(Result with { Instances = [] }));

    private static InstanceResult Instance(string name, string service, string ship, string tag, string id, string outcome) => new()
    {
        Name = name,
        Service = service,
        Ship = ship,
        Address = "127.0.0.1",
        Image = "fleet/web:1",
        Tag = tag,
        Status = "running",
        Outcome = outcome,
        Succeeded = true,
        ContainerId = id,
    };
}
