namespace Maestro.Guest.Tests;

/// <summary>The examples of <c>docs/guest.md</c>, word for word, so that they are compiled and run.</summary>
internal static class DocumentExamples
{
    public static void FirstSteps()
    {
        var guest = MaestroGuest.Current;
        var port = guest.GetPort("http", 8080);
        var redis = guest.GetEndpoints("redis", "redis")[0];
        Console.WriteLine($"{guest.GetContainerName()} listens on {port} and uses {redis}");
    }

    public static string OtherServices(MaestroGuest guest)
    {
        var web = guest.GetEndpoints("web", "http", minimum: 2).Select(e => e.ToUri("http")).ToList();
        var leader = guest.GetEndpoint("redis", "redis-1", "redis");
        var connection = $"{leader.Host}:{leader.Port},abortConnect=false";
        var peers = guest.GetContainers(guest.GetServiceName()).Where(c => c != guest.GetContainerName()).ToList();

        return $"{string.Join(' ', web)} | {connection} | {string.Join(' ', peers)}";
    }

    public static void ServiceThatMayBeMissing(MaestroGuest guest)
    {
        var tracing = guest.GetEndpoints("tracing", "grpc", minimum: 0);
        Console.WriteLine(tracing.Count == 0 ? "no traces" : $"traces go to {tracing[0]}");
    }

    public static void InTests()
    {
        var fake = new MaestroGuest(new Dictionary<string, string>
        {
            ["SERVICE_NAME"] = "web",
            ["CONTAINER_NAME"] = "web-1",
            ["WEB_WEB_1_HTTP_INTERNAL_PORT"] = "8080",
        });
        Console.WriteLine(fake.GetPort("http"));
    }

    public static string OfThePackage()
    {
        var guest = MaestroGuest.Current;
        int port = guest.GetPort("http", 8080);                            // the port to listen on
        GuestEndpoint redis = guest.GetEndpoints("redis", "redis")[0];     // prints as 10.0.0.2:6379
        string name = guest.GetContainerName();                            // "web-1"

        return $"{name} {port} {redis}";
    }
}
