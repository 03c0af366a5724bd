namespace Maestro.Guest.Tests;

public sealed class MaestroGuestTests
{
    [Fact]
    public void The_environment_is_called_local_outside_any() => Assert.Equal("local", Guest().GetEnvironmentName());

    [Fact]
    public void Knows_whether_Maestro_has_started_it()
    {
        Assert.True(Guest(("SERVICE_NAME", "web"), ("CONTAINER_NAME", "web-1")).IsStartedByMaestro);
        Assert.False(Guest(("SERVICE_NAME", "web")).IsStartedByMaestro);
        Assert.False(Guest(("SERVICE_NAME", ""), ("CONTAINER_NAME", "web-1")).IsStartedByMaestro);
    }

    [Theory]
    [InlineData("café", "caf-1", "http", "CAFÉ_CAF_1_HTTP_PORT")]
    [InlineData("my.db", "db 1", "a/b", "MY_DB_DB_1_A_B_PORT")]
    [InlineData("snake_case", "x\u20dd", "p", "SNAKE_CASE_X__P_PORT")]
    [InlineData("日本", "\U0001F40B1", "p", "日本__1_P_PORT")]
    public void Finds_names_in_any_script_under_the_name_the_engine_gives_them(string service, string container, string port, string variable)
        => Assert.Equal(8080, Guest((variable, "8080")).GetSpecificPort(service, container, port));

    [Fact]
    public void A_range_of_ports_is_not_a_port()
        => Assert.Throws<MaestroEnvironmentException>(() => Guest(("DB_DB_1_DATA_PORT", "7000-7010")).GetSpecificPort("db", "db-1", "data", 1));

    [Fact]
    public void A_default_stands_in_for_a_missing_port_only()
    {
        var guest = Guest(("SERVICE_NAME", "web"), ("CONTAINER_NAME", "web-1"), ("WEB_WEB_1_HTTP_INTERNAL_PORT", ""));

        Assert.Equal(80, guest.GetPort("admin", 80));
        Assert.Throws<MaestroEnvironmentException>(() => guest.GetPort("http", 80));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_name_that_is_empty_or_missing_is_an_error(string? value)
    {
        var guest = value is null ? Guest() : Guest(("SERVICE_NAME", value), ("CONTAINER_NAME", value), ("CONTAINER_HOST_ADDRESS", value));

        Assert.Throws<MaestroEnvironmentException>(() => guest.GetServiceName());
        Assert.Throws<MaestroEnvironmentException>(() => guest.GetContainerName());
        Assert.Throws<MaestroEnvironmentException>(() => guest.GetContainerHostAddress());
        Assert.Throws<MaestroEnvironmentException>(() => guest.GetContainerHostAddress(asIPAddress: true));
    }

    [Fact]
    public void Resolves_the_host_address_on_request()
        => Assert.Equal("127.0.0.1", Guest(("CONTAINER_HOST_ADDRESS", "localhost")).GetContainerHostAddress(asIPAddress: true));

    [Fact]
    public void An_empty_list_of_instances_is_not_a_list_of_none()
        => Assert.Throws<MaestroEnvironmentException>(() => Guest(("DB_INSTANCES", "")).GetNodeList("db", minimum: 0));

    [Fact]
    public void Keeps_the_order_of_the_ports_that_were_asked_for()
    {
        var guest = Guest(("DB_INSTANCES", "db-1"), ("DB_DB_1_HOST", "h"), ("DB_DB_1_A_PORT", "1"), ("DB_DB_1_B_PORT", "2"));

        Assert.Equal(["h:2:1"], guest.GetNodeList("db", ["b", "a"]));
    }

    [Fact]
    public void Current_reads_the_environment_of_this_process()
    {
        const string name = "MAESTRO_ENVIRONMENT_NAME";
        var before = Environment.GetEnvironmentVariable(name);
        try
        {
            Environment.SetEnvironmentVariable(name, "from-process");
            Assert.Equal("from-process", MaestroGuest.Current.GetEnvironmentName());
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }
    }

    private static MaestroGuest Guest(params (string Name, string Value)[] variables)
        => new(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)));
}
