using Maestro.Guest;

var redis = new RedisCounter(MaestroGuest.Current.GetNodeList("redis", ports: ["redis"], minimum: 1)[0]);

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls($"http://0.0.0.0:{MaestroGuest.Current.GetPort("http")}");

var app = builder.Build();
app.MapGet("/", async (CancellationToken cancelled) =>
    $"Hello World! I have been seen {await redis.IncrementAsync("hits", cancelled)} times.");
app.Run();
