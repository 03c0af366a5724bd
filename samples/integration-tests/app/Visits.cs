using StackExchange.Redis;

namespace Guestbook;

/// <summary>How often each book was opened, in Redis.</summary>
internal sealed class Visits(IConnectionMultiplexer redis)
{
    public Task<long> CountAsync(string book) => redis.GetDatabase().StringIncrementAsync($"visits:{book}");
}
