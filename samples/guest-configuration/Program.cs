using GuestConfiguration;
using Microsoft.Extensions.Configuration;

// What is added later goes before what is added earlier: Maestro's addresses before those for your desk.
var configuration = new ConfigurationBuilder()
    .AddInMemoryCollection([new("Redis:Addresses", "localhost:6379"), new("Port", "8080")])
    .AddMaestro(new MaestroService("Redis", Service: "redis", Port: "redis"))
    .Build();

Console.WriteLine($"environment: {configuration["Maestro:Environment"] ?? "none"}");
Console.WriteLine($"container:   {configuration["Maestro:Container"] ?? "none"}");
Console.WriteLine($"redis:       {configuration["Redis:Addresses"]}");
foreach (var node in configuration.GetSection("Redis").GetChildren().Where(n => n["Host"] is not null))
{
    Console.WriteLine($"             {node["Container"]} at {node["Host"]}, port {node["Port"]}");
}
