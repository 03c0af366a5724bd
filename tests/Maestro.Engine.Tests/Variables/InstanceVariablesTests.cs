using Maestro.Engine.Model;
using Maestro.Engine.Variables;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Variables;

public class InstanceVariablesTests
{
    private static readonly MaestroEnvironment Worked = Env.Of()
        .Ship("ship", "10.0.0.1")
        .Service("a", requires: ["b"])
        .Service("b", requires: ["c"], wants: ["e"]).Instance("b1", ports: [Env.Port("p", 1, 2)])
        .Service("c").Instance("c1")
        .Service("e").Instance("e1")
        .Build();

    [Fact]
    public void A_service_knows_itself_what_it_requires_and_what_it_wants()
    {
        var links = Links(Worked, "b1");

        Assert.Equal(
            ["B_B1_HOST=10.0.0.1", "B_B1_P_INTERNAL_PORT=1", "B_B1_P_PORT=2", "B_INSTANCES=b1", "C_C1_HOST=10.0.0.1", "C_INSTANCES=c1", "E_E1_HOST=10.0.0.1", "E_INSTANCES=e1"],
            links);
    }

    [Fact]
    public void What_is_required_is_inherited_and_what_is_wanted_is_not()
    {
        var links = Links(Worked, "a-1");

        Assert.Equal(
            ["A_A_1_HOST=10.0.0.1", "A_INSTANCES=a-1", "B_B1_HOST=10.0.0.1", "B_B1_P_PORT=2", "B_INSTANCES=b1", "C_C1_HOST=10.0.0.1", "C_INSTANCES=c1"],
            links);
    }

    [Fact]
    public void What_nobody_requires_or_wants_knows_itself_alone()
        => Assert.Equal(["E_E1_HOST=10.0.0.1", "E_INSTANCES=e1"], Links(Worked, "e1"));

    [Fact]
    public void Says_who_and_where_the_container_is()
    {
        var variables = Of(Env.Of("demo").Ship("eu", "10.1.2.3").Service("web", image: "registry:5000/team/web:2.1").Instance("web-1").Build(), "web-1");

        Assert.Equal("demo", variables["MAESTRO_ENVIRONMENT_NAME"]);
        Assert.Equal("web", variables["SERVICE_NAME"]);
        Assert.Equal("web-1", variables["CONTAINER_NAME"]);
        Assert.Equal("10.1.2.3", variables["CONTAINER_HOST_ADDRESS"]);
        Assert.Equal("registry:5000/team/web:2.1", variables["DOCKER_IMAGE"]);
        Assert.Equal("2.1", variables["DOCKER_TAG"]);
    }

    [Fact]
    public void The_tag_is_latest_where_the_image_has_none()
    {
        var variables = Of(Env.Of().Service("web", image: "registry:5000/web").Build(), "web-1");

        Assert.Equal("latest", variables["DOCKER_TAG"]);
        Assert.Equal("registry:5000/web", variables["DOCKER_IMAGE"]);
    }

    [Fact]
    public void The_instance_overrides_its_service()
    {
        var environment = Env.Of()
            .Service("web", env: Variables(("MODE", "slow"), ("KEPT", "yes"))).Instance("web-1", env: Variables(("MODE", "fast")))
            .Build();

        var variables = Of(environment, "web-1");

        Assert.Equal("fast", variables["MODE"]);
        Assert.Equal("yes", variables["KEPT"]);
    }

    [Theory]
    [InlineData("SERVICE_NAME")]
    [InlineData("MAESTRO_ENVIRONMENT_NAME")]
    public void The_instance_may_override_the_names_of_service_and_environment_and_the_service_may_not(string name)
    {
        var environment = Env.Of()
            .Service("web", env: Variables((name, "by service"))).Instance("web-1").Instance("web-2", env: Variables((name, "by instance")))
            .Build();

        Assert.NotEqual("by service", Of(environment, "web-1")[name]);
        Assert.Equal("by instance", Of(environment, "web-2")[name]);
    }

    [Theory]
    [InlineData("CONTAINER_NAME", "web-1")]
    [InlineData("CONTAINER_HOST_ADDRESS", "127.0.0.1")]
    [InlineData("DOCKER_IMAGE", "fleet/web:1")]
    [InlineData("DOCKER_TAG", "1")]
    [InlineData("WEB_WEB_1_HOST", "127.0.0.1")]
    [InlineData("WEB_WEB_1_HTTP_INTERNAL_PORT", "80")]
    [InlineData("DB_DB_1_HOST", "127.0.0.1")]
    [InlineData("DB_INSTANCES", "db-1")]
    public void Nobody_overrides_what_maestro_knows_better(string name, string value)
    {
        var environment = Env.Of()
            .Service("db")
            .Service("web", requires: ["db"], env: Variables((name, "wrong")))
            .Instance("web-1", ports: [Env.Port("http", 80, 8080)], env: Variables((name, "wrong")))
            .Build();

        Assert.Equal(value, Of(environment, "web-1")[name]);
    }

    [Fact]
    public void A_null_stays_a_null_and_removes_the_variable_of_the_image()
    {
        var environment = Env.Of().Service("web", env: Variables(("PROXY", "set"))).Instance("web-1", env: Variables(("PROXY", null))).Build();

        var variables = Of(environment, "web-1");

        Assert.True(variables.ContainsKey("PROXY"));
        Assert.Null(variables["PROXY"]);
    }

    [Fact]
    public void A_range_of_ports_is_written_from_first_to_last()
    {
        var range = new PortMapping("data", "tcp", new PortRange(1000, 1002), new PortRange(2000, 2002), PortMapping.AllInterfaces);
        var environment = Env.Of().Service("ftp").Instance("ftp-1", ports: [range]).Build();

        var variables = Of(environment, "ftp-1");

        Assert.Equal("2000-2002", variables["FTP_FTP_1_DATA_PORT"]);
        Assert.Equal("1000-1002", variables["FTP_FTP_1_DATA_INTERNAL_PORT"]);
    }

    [Fact]
    public void Instances_are_listed_by_name_in_their_own_spelling()
    {
        var environment = Env.Of().Service("node").Instance("node-b").Instance("Node-c").Instance("node-a").Build();

        Assert.Equal("Node-c,node-a,node-b", Of(environment, "node-b")["NODE_INSTANCES"]);
    }

    [Fact]
    public void Names_are_turned_into_variable_names_part_by_part()
    {
        var environment = Env.Of().Service("my-café", image: "fleet/web").Instance("n.1", ports: [Env.Port("http-x", 80, 81)]).Build();

        Assert.Equal("81", Of(environment, "n.1")["MY_CAFÉ_N_1_HTTP_X_PORT"]);
    }

    [Fact]
    public void A_peer_s_internal_port_is_known_and_a_dependency_s_is_not()
    {
        var environment = Env.Of()
            .Service("db").Instance("db-1", ports: [Env.Port("sql", 5432, 15432)])
            .Service("web", requires: ["db"]).Instance("web-1").Instance("web-2", ports: [Env.Port("http", 80, 8080)])
            .Build();

        var variables = Of(environment, "web-1");

        Assert.Equal("80", variables["WEB_WEB_2_HTTP_INTERNAL_PORT"]);
        Assert.Equal("15432", variables["DB_DB_1_SQL_PORT"]);
        Assert.False(variables.ContainsKey("DB_DB_1_SQL_INTERNAL_PORT"));
    }

    [Fact]
    public void A_port_that_docker_chose_is_told_to_dependants_alone()
    {
        var environment = Env.Of()
            .Service("db").Instance("db-1", ports: [Env.Port("sql", 5432)]).Instance("db-2")
            .Service("web", requires: ["db"])
            .Service("tool", wants: ["db"])
            .Build();
        var variables = new InstanceVariables(environment);

        string? PortSeenBy(string instance, int? chosen)
            => variables.Of(environment.Instance(instance), (_, _) => chosen).GetValueOrDefault("DB_DB_1_SQL_PORT");

        Assert.Equal("49153", PortSeenBy("web-1", 49153));
        Assert.Equal("49153", PortSeenBy("tool-1", 49153));
        Assert.Null(PortSeenBy("web-1", null));
        Assert.Null(PortSeenBy("db-1", 49153));
        Assert.Null(PortSeenBy("db-2", 49153));
    }

    private static IReadOnlyDictionary<string, string?> Of(MaestroEnvironment environment, string instance)
        => new InstanceVariables(environment).Of(environment.Instance(instance), (_, _) => null);

    private static IEnumerable<string> Links(MaestroEnvironment environment, string instance)
        => Of(environment, instance)
            .Where(v => v.Key.EndsWith("_HOST", StringComparison.Ordinal) || v.Key.EndsWith("_PORT", StringComparison.Ordinal) || v.Key.EndsWith("_INSTANCES", StringComparison.Ordinal))
            .Select(v => $"{v.Key}={v.Value}");

    private static Dictionary<string, string?> Variables(params (string Name, string? Value)[] variables)
        => variables.ToDictionary(v => v.Name, v => v.Value);
}
