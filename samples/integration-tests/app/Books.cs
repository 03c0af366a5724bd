using Npgsql;

namespace Guestbook;

/// <summary>The entries of all books, in PostgreSQL.</summary>
internal sealed class Books(NpgsqlDataSource database)
{
    public async Task CreateAsync()
    {
        await using var command = database.CreateCommand("create table if not exists entry (id bigserial primary key, book text not null, text text not null)");
        await command.ExecuteNonQueryAsync();
    }

    public async Task WriteAsync(string book, string text)
    {
        await using var command = database.CreateCommand("insert into entry (book, text) values ($1, $2)");
        command.Parameters.AddWithValue(book);
        command.Parameters.AddWithValue(text);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<string>> ReadAsync(string book)
    {
        await using var command = database.CreateCommand("select text from entry where book = $1 order by id desc");
        command.Parameters.AddWithValue(book);
        await using var reader = await command.ExecuteReaderAsync();
        var entries = new List<string>();
        while (await reader.ReadAsync())
        {
            entries.Add(reader.GetString(0));
        }

        return entries;
    }
}
