using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Execution;

public class UnsupportedWayTests
{
    [Theory]
    [InlineData("{ip: a, ssh_tunnel: {user: ops}}", "ssh://ops@a is reached through SSH")]
    [InlineData("{docker_host: 'ssh://ops@a'}", "ssh://ops@a is reached through SSH")]
    public async Task Stops_only_the_plays_that_go_to_the_ship(string ship, string fragment)
    {
        await using var bench = await FilePlay.OpenAsync();
        var environment = bench.Load($"ships: {{far: {ship}}}\nservices: {{app: {{image: a, instances: {{app-1: {{ship: far}}}}}}}}\n");

        Assert.True((await bench.PlayAsync(environment, PlayKind.Validate)).Succeeded);
        var refusal = await Assert.ThrowsAsync<MaestroException>(() => bench.PlayAsync(environment, PlayKind.Start));

        Assert.Equal(DiagnosticCodes.TransportNotSupported, refusal.Diagnostics[0].Code);
        Assert.Contains(fragment, refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.Diagnostics[0].Location);
    }
}
