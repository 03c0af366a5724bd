namespace Maestro.Engine.Loading;

/// <summary>The fields of networks, and of an instance's place in one.</summary>
internal static class NetworkFields
{
    public static FieldTable Pool { get; } = new("a mapping such as {subnet: 10.5.0.0/16}", PoolFields());

    public static FieldTable Ipam { get; } = new(
        "a mapping such as {subnet: 10.5.0.0/16, gateway: 10.5.0.1}, or {config: [...]} for several",
        [
            new("driver", "text", Kinds.Text, "The driver that gives out addresses."),
            new("config", "list of mappings", Kinds.ListOf(Kinds.Section(() => Pool)), "Several subnets, each with its gateway and range."),
            .. PoolFields(),
        ]);

    public static FieldTable Attachment { get; } = new(
        "a mapping such as {aliases: [db]}, or nothing",
        new("aliases", "name or list of names", Kinds.TextOrList, "Host names in that network, besides those of instance and service."),
        new("ipv4_address", "address", Kinds.Text, "The address of version 4 in that network, which needs a subnet."),
        new("ipv6_address", "address", Kinds.Text, "The address of version 6 in that network, which needs a subnet."));

    public static FieldTable Network { get; } = new(
        "a mapping such as {driver: bridge}, or nothing",
        new("name", "text", Kinds.Text, "The network's name on the ship; by default the environment's name and its own with '_' between them."),
        new("external", "true or false", Kinds.Boolean, "Somebody else makes the network; it must be there."),
        new("driver", "text", Kinds.Text, "Docker's network driver; bridge by default."),
        new("options", "mapping of options", Kinds.TextMap, "Options of the driver."),
        new("driver_opts", "mapping of options", Kinds.TextMap, "The same as options."),
        new("internal", "true or false", Kinds.Boolean, "No way out of the network, and no published ports."),
        new("attachable", "true or false", Kinds.Boolean, "Lets containers join a network of a swarm."),
        new("ipv6", "true or false", Kinds.Boolean, "Gives addresses of version 6 as well."),
        new("enable_ipv6", "true or false", Kinds.Boolean, "The same as ipv6."),
        new("ipam", "mapping such as {subnet: 10.5.0.0/16}", Kinds.Section(() => Ipam), "Where the network's addresses come from."),
        new("labels", "mapping, or list of names", Kinds.Either(Kinds.TextMap, Kinds.ListOf(Kinds.Text)), "Labels of the network."));

    private static Field[] PoolFields() =>
    [
        new("subnet", "address/bits", Kinds.Text, "The network's addresses."),
        new("gateway", "address", Kinds.Text, "The ship's address in it."),
        new("ip_range", "address/bits", Kinds.Text, "The part of the subnet that containers get addresses from."),
    ];
}
