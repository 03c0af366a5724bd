using Maestro.Engine.Execution;
using Maestro.Testing;

namespace Maestro.Engine.Tests.Execution;

public class PortClaimsTests
{
    [Fact]
    public void A_port_is_claimed_once_until_the_play_has_ended()
    {
        using var folder = new TemporaryFolder();
        using var two = new PortClaims(folder.Path);
        using (var one = new PortClaims(folder.Path))
        {
            Assert.True(one.TryTake(20001));
            Assert.True(one.TryTake(20001));
            Assert.False(two.TryTake(20001));
            Assert.True(two.TryTake(20002));
        }

        Assert.True(two.TryTake(20001));
    }

    [Fact]
    public void Without_a_place_for_claims_nobody_is_kept_from_a_port()
    {
        using var folder = new TemporaryFolder();
        using var claims = new PortClaims(folder.Write("file", string.Empty));

        Assert.True(claims.TryTake(20001));
    }
}
