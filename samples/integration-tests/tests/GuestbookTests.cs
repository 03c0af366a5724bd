using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Guestbook.Tests;

public sealed class GuestbookTests(GuestbookApp app) : IClassFixture<GuestbookApp>
{
    private readonly HttpClient _client = app.CreateClient();

    [Fact]
    public async Task A_new_book_is_empty()
        => Assert.Empty((await OpenAsync("empty")).Entries);

    [Fact]
    public async Task The_latest_entry_comes_first()
    {
        await WriteAsync("travels", "Prague");
        await WriteAsync("travels", "Oslo");

        Assert.Equal(["Oslo", "Prague"], (await OpenAsync("travels")).Entries);
    }

    [Fact]
    public async Task Books_do_not_share_entries()
    {
        await WriteAsync("mine", "hello");

        Assert.Empty((await OpenAsync("yours")).Entries);
    }

    [Fact]
    public async Task An_entry_without_text_is_refused_and_not_kept()
    {
        var response = await WriteAsync("strict", " ");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty((await OpenAsync("strict")).Entries);
    }

    [Fact]
    public async Task Every_visit_is_counted_and_writing_is_none()
    {
        await OpenAsync("busy");
        await WriteAsync("busy", "hello");

        Assert.Equal(2, (await OpenAsync("busy")).Visits);
    }

    private Task<HttpResponseMessage> WriteAsync(string book, string text) => _client.PostAsJsonAsync($"/{book}", new { text });

    private async Task<Page> OpenAsync(string book) => (await _client.GetFromJsonAsync<Page>($"/{book}"))!;

    private sealed record Page(long Visits, string[] Entries);
}
