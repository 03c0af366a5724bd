using Maestro.Engine.Building;

namespace Maestro.Engine.Tests.Building;

public class DockerfileTextTests
{
    private static readonly Dictionary<string, string> NoArgs = [];

    [Fact]
    public void Finds_the_line_of_each_step()
    {
        var text = DockerfileText.Parse("""
            # syntax comment

            ARG BASE=busybox
            FROM ${BASE}
            RUN a && \
                # a comment in between
                b && \

                c
              COPY x y
            CMD ["z"]
            """);

        Assert.Equal([3, 4, 5, 10, 11, 0, 0], new[] { 1, 2, 3, 4, 5, 6, 0 }.Select(text.LineOf));
    }

    [Fact]
    public void Goes_by_the_escape_character_that_is_said()
    {
        var text = DockerfileText.Parse("# escape=`\r\nFROM a\r\nCOPY x C:\\\r\nRUN b `\r\n  c\r\nCMD d\r\n");

        Assert.Equal([2, 3, 4, 6], new[] { 1, 2, 3, 4 }.Select(text.LineOf));
    }

    [Fact]
    public void Tells_the_images_that_it_begins_with()
    {
        var text = DockerfileText.Parse("""
            ARG TAG=1
            ARG HUB="hub:5000"
            ARG NOTHING
            FROM --platform=linux/amd64 ${HUB}/sdk:$TAG AS build
            ARG TAG=9
            FROM build AS test
            from scratch
            FROM BUILD
            FROM hub:5000/run:${TAG:-x}
            FROM $NOTHING
            """);

        Assert.Equal(["hub:5000/sdk:1", "hub:5000/run:1"], text.BaseImages(NoArgs));
        Assert.Equal(["hub:5000/sdk:2", "hub:5000/run:2", "given"], text.BaseImages(new Dictionary<string, string> { ["TAG"] = "2", ["NOTHING"] = "given" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FROM")]
    [InlineData("\\")]
    public void Takes_what_is_no_Dockerfile_as_it_is(string text) => Assert.Empty(DockerfileText.Parse(text).BaseImages(NoArgs));
}
