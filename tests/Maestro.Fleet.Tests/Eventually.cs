using System.Diagnostics;

namespace Maestro.Fleet.Tests;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"Within 30 s it did not happen that {what}.");
            await Task.Delay(20);
        }
    }
}
