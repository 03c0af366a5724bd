using StackExchange.Redis;

var builder = WebApplication.CreateBuilder(args);
var redis = builder.Configuration.GetConnectionString("Redis") ?? throw new InvalidOperationException("There is no connection string 'Redis'.");
builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(redis));

var app = builder.Build();

app.MapGet("/{book}", async (string book, IConnectionMultiplexer connection) =>
    (await connection.GetDatabase().ListRangeAsync(book)).Select(entry => entry.ToString()));

app.MapPost("/{book}", async (string book, Entry entry, IConnectionMultiplexer connection) =>
{
    if (string.IsNullOrWhiteSpace(entry.Text))
    {
        return Results.BadRequest("An entry has a text.");
    }

    await connection.GetDatabase().ListLeftPushAsync(book, entry.Text);
    return Results.Created($"/{book}", entry);
});

app.Run();

internal sealed record Entry(string? Text);
