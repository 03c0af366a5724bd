using Maestro.Guest;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Guestbook.Tests;

/// <summary>The app in the process of the tests, with the Redis that <c>dotnet test</c> has started.</summary>
public sealed class GuestbookApp : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var redis = MaestroGuest.Current.GetEndpoints("redis", "redis")[0];
        builder.UseSetting("ConnectionStrings:Redis", $"{redis.Host}:{redis.Port}");
    }
}
