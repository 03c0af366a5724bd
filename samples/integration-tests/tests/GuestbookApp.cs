using Maestro.Guest;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Guestbook.Tests;

/// <summary>The app in the process of the tests, with the PostgreSQL and the Redis that <c>dotnet test</c> has started.</summary>
public sealed class GuestbookApp : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var postgres = MaestroGuest.Current.GetEndpoints("postgres", "postgres")[0];
        var redis = MaestroGuest.Current.GetEndpoints("redis", "redis")[0];
        builder.UseSetting("ConnectionStrings:Postgres", $"Host={postgres.Host};Port={postgres.Port};Username=postgres;Password=guestbook");
        builder.UseSetting("ConnectionStrings:Redis", $"{redis.Host}:{redis.Port}");
    }
}
