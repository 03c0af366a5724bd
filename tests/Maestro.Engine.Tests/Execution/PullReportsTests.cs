using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Tests.Execution;

/// <summary>What a pull tells of its bytes, by a scripted engine.</summary>
public class PullReportsTests
{
    [Fact]
    public async Task A_large_pull_is_told_by_hundredths_and_ends_with_all_that_it_had()
    {
        var lines = Enumerable.Range(0, 5001).Select(n => Downloading("a", n * 1000, 5_000_000)).Append(Status("a", "Pull complete"));

        var told = await PullAsync(lines);

        Assert.Equal((5_000_000, 5_000_000), told[^1]);
        Assert.InRange(told.Count, 1, 101);
    }

    [Fact]
    public async Task A_pull_that_is_over_in_no_time_is_told_once()
        => Assert.Equal([(10, 10)], await PullAsync([Status("a", "Pulling fs layer"), Downloading("a", 10, 10), Status("a", "Pull complete")]));

    [Fact]
    public async Task Layers_that_are_there_already_have_no_bytes()
        => Assert.Empty(await PullAsync([Status("a", "Already exists"), Status("b", "Already exists")]));

    private static string Downloading(string layer, long current, long total)
        => $$$"""{"status":"Downloading","progressDetail":{"current":{{{current}}},"total":{{{total}}}},"id":"{{{layer}}}"}""";

    private static string Status(string layer, string status) => $$"""{"status":"{{status}}","progressDetail":{},"id":"{{layer}}"}""";

    private static async Task<List<(long?, long?)>> PullAsync(IEnumerable<string> lines)
    {
        await using var bench = await FilePlay.OpenAsync();
        bench.Docker.AddPullable("app:1").PullLines = [.. lines];
        var environment = bench.Load("ships: {here: {docker_host: 'SOCKET'}}\nservices: {app: {image: 'app:1', instances: {app-1: {ship: here}}}}\n");

        Assert.True((await bench.PlayAsync(environment, PlayKind.Pull)).Succeeded);

        return [.. bench.Progress.Events.OfType<StepProgress>().Where(p => p.Total is not null).Select(p => (p.Current, p.Total))];
    }
}
