using Guestbook;
using Npgsql;
using StackExchange.Redis;

var builder = WebApplication.CreateBuilder(args);
string Address(string name) => builder.Configuration.GetConnectionString(name) ?? throw new InvalidOperationException($"There is no connection string '{name}'.");
builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(Address("Postgres")));
builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(Address("Redis")));
builder.Services.AddSingleton<Books>();
builder.Services.AddSingleton<Visits>();

var app = builder.Build();
await app.Services.GetRequiredService<Books>().CreateAsync();

app.MapGet("/{book}", async (string book, Books books, Visits visits) =>
    new Page(await visits.CountAsync(book), await books.ReadAsync(book)));

app.MapPost("/{book}", async (string book, Entry entry, Books books) =>
{
    if (string.IsNullOrWhiteSpace(entry.Text))
    {
        return Results.BadRequest("An entry has a text.");
    }

    await books.WriteAsync(book, entry.Text);
    return Results.Created($"/{book}", entry);
});

app.Run();

internal sealed record Entry(string? Text);

internal sealed record Page(long Visits, IReadOnlyList<string> Entries);
