using Maestro.Engine.Docker;
using Maestro.Engine.Execution;

namespace Maestro.Engine.Tests.Execution;

public class PullBytesTests
{
    private readonly PullBytes _bytes = new();

    [Fact]
    public void Sums_up_the_layers_as_they_are_told()
    {
        Assert.True(Add("a", "Downloading", 10, 100));
        Assert.True(Add("b", "Downloading", 5, 50));
        Assert.True(Add("a", "Downloading", 40, 100));

        Assert.Equal((45, 150), (_bytes.Current, _bytes.Total));
    }

    [Fact]
    public void What_follows_the_download_of_a_layer_counts_as_pulled()
    {
        Add("a", "Downloading", 10, 100);
        Add("a", "Download complete");
        Add("a", "Extracting", 3, 100);
        Add("a", "Pull complete");

        Assert.Equal((100, 100), (_bytes.Current, _bytes.Total));
    }

    [Fact]
    public void A_layer_of_unknown_size_counts_as_far_as_it_is()
    {
        Add("a", "Downloading", 10);
        Add("a", "Downloading", 30);

        Assert.Equal((30, 30), (_bytes.Current, _bytes.Total));
    }

    [Fact]
    public void A_layer_whose_download_the_engine_tries_again_is_not_there_yet()
    {
        Add("a", "Downloading", 10, 100);
        Add("a", "Retrying in 5 seconds");
        Assert.Equal((10, 100), (_bytes.Current, _bytes.Total));

        Add("a", "Downloading", 2, 100);
        Assert.Equal((2, 100), (_bytes.Current, _bytes.Total));
    }

    [Fact]
    public void Lines_without_bytes_tell_nothing()
    {
        Assert.False(Add(null, "Pulling from fleet/web"));
        Assert.False(Add("a", "Already exists"));
        Assert.False(Add("b", "Pulling fs layer"));
        Assert.Equal((0, 0), (_bytes.Current, _bytes.Total));
    }

    private bool Add(string? layer, string status, long? current = null, long? total = null) => _bytes.Add(new PullProgress(layer, status, current, total));
}
