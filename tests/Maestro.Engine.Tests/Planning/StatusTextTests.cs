using Maestro.Engine.Planning;

namespace Maestro.Engine.Tests.Planning;

public class StatusTextTests
{
    [Theory]
    [InlineData("running", "Up 5 minutes", "running for 5m")]
    [InlineData("running", "Up About an hour (healthy)", "running for 1h (healthy)")]
    [InlineData("running", "Up 3 seconds (health: starting)", "running for 3s (starting)")]
    [InlineData("running", "Up Less than a second", "running for 0s")]
    [InlineData("running", "Up 2 weeks", "running for 2w")]
    [InlineData("paused", "Up 2 months (Paused)", "paused for 2mo")]
    [InlineData("exited", "Exited (3) 2 hours ago", "down for 2h (exit code 3)")]
    [InlineData("exited", "Exited (0) 2 days ago", "down for 2d")]
    [InlineData("restarting", "Restarting (1) 5 seconds ago", "restarting (exit code 1)")]
    [InlineData("created", "Created", "down")]
    [InlineData("dead", "Dead", "dead")]
    public void Puts_the_engine_s_sentence_into_our_words(string state, string sentence, string text)
        => Assert.Equal(text, StatusText.Describe(new ObservedContainer("id", "web-1", ContainerStates.Parse(state)) { Sentence = sentence }));

    [Theory]
    [InlineData("Exited (0) 2 hours ago", "done 2h ago")]
    [InlineData("Exited (0) Less than a second ago", "done 0s ago")]
    public void A_job_that_has_done_its_work_says_when(string sentence, string text)
        => Assert.Equal(text, StatusText.Describe(new ObservedContainer("id", "job-1", ContainerState.Exited) { Sentence = sentence }, isDone: true));

    [Fact]
    public void An_instance_without_a_container_is_down() => Assert.Equal("down", StatusText.Describe(null));
}
