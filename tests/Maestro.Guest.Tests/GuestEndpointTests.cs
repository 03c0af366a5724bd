namespace Maestro.Guest.Tests;

public sealed class GuestEndpointTests
{
    private static readonly MaestroGuest Guest = new(new Dictionary<string, string>
    {
        ["DB_INSTANCES"] = "db-1,db-2",
        ["DB_DB_1_HOST"] = "10.0.0.2",
        ["DB_DB_1_SQL_PORT"] = "5432",
        ["DB_DB_2_HOST"] = "fd00::2",
        ["DB_DB_2_SQL_PORT"] = "5433",
    });

    [Fact]
    public void One_for_each_container_in_the_order_of_their_names()
        => Assert.Equal([new("db", "db-1", "sql", "10.0.0.2", 5432), new("db", "db-2", "sql", "fd00::2", 5433)], Guest.GetEndpoints("db", "sql"));

    [Fact]
    public void Is_the_same_address_as_in_the_node_list()
        => Assert.Equal(Guest.GetNodeList("db", ["sql"])[0], Guest.GetEndpoint("db", "db-1", "sql").ToString());

    [Fact]
    public void Puts_an_IPv6_address_in_brackets()
    {
        var endpoint = Guest.GetEndpoint("db", "db-2", "sql");

        Assert.Equal("[fd00::2]:5433", endpoint.ToString());
        Assert.Equal("http://[fd00::2]:5433/", endpoint.ToUri("http").ToString());
        Assert.Equal("[fd00::2]:1", (endpoint with { Host = "[fd00::2]", Port = 1 }).ToString());
    }

    [Fact]
    public void Fewer_than_wanted_are_an_error_that_names_the_service()
    {
        Assert.Contains("db", Assert.Throws<MaestroEnvironmentException>(() => Guest.GetEndpoints("db", "sql", minimum: 3)).Message, StringComparison.Ordinal);
        Assert.Throws<MaestroEnvironmentException>(() => Guest.GetEndpoints("cache", "redis"));
        Assert.Empty(Guest.GetEndpoints("cache", "redis", minimum: 0));
    }

    [Fact]
    public void A_port_that_is_not_there_is_an_error_that_names_it()
        => Assert.Contains("admin", Assert.Throws<MaestroEnvironmentException>(() => Guest.GetEndpoints("db", "admin")).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_of_containers_are_those_of_the_file()
    {
        Assert.Equal(["db-1", "db-2"], Guest.GetContainers("db"));
        Assert.Empty(Guest.GetContainers("cache"));
    }
}
