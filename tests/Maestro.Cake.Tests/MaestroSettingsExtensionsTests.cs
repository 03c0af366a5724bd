using Maestro.Engine.Planning;

namespace Maestro.Cake.Tests;

public sealed class MaestroSettingsExtensionsTests
{
    [Fact]
    public void Options_are_set_one_after_the_other()
    {
        var settings = new MaestroSettings()
            .ForThings("web").ForThings("db", "queue").IncludeDependencies()
            .AddOverlay("stage.yaml").AddOverlay("test.yaml")
            .SetVariable("stage", "a").SetVariable("stage", "b").SetVariable("tag", "7")
            .FilterContainers("web-*").FilterShips("alpha")
            .SetConcurrency(8, perShip: 2).SetTimeout(TimeSpan.FromMinutes(5))
            .SetArtifactsPath("out").SetRefreshImages().ContinueOnFailure().AsDryRun();

        Assert.Equal(["web", "db", "queue"], settings.Things);
        Assert.Equal(["stage.yaml", "test.yaml"], settings.Overlays.Select(o => o.FullPath));
        Assert.Equal(new Dictionary<string, string> { ["stage"] = "b", ["tag"] = "7" }, settings.Variables);
        Assert.Equal(("web-*", "alpha", 8, 2), (settings.ContainerFilter, settings.ShipFilter, settings.Concurrency, settings.ShipConcurrency));
        Assert.Equal((TimeSpan.FromMinutes(5), OnFailure.Continue, "out"), (settings.Timeout, settings.OnFailure, settings.ArtifactsPath!.FullPath));
        Assert.True(settings.WithDependencies && settings.RefreshImages && settings.DryRun);
    }
}
