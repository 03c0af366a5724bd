using System.Xml.Linq;
using Maestro.Engine.Artifacts;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Tests.Artifacts;

public class RunSettingsTests
{
    [Fact]
    public void Have_the_variables_of_endpoints_env_as_elements()
    {
        var result = Result("web", "web-1");

        var variables = Variables(result).Elements().Select(e => $"{e.Name}={e.Value}");

        Assert.Equal(EndpointVariables.Lines(result).TrimEnd().Split('\n'), variables);
        Assert.Contains("WEB_WEB_1_HTTP_PORT=8080", variables);
    }

    [Fact]
    public void Leave_out_what_cannot_be_an_element_and_say_so()
    {
        var variables = Variables(Result("2fa", "fa-1"));

        Assert.Equal(["MAESTRO_ENVIRONMENT_NAME"], variables.Elements().Select(e => e.Name.LocalName));
        Assert.Contains("2FA_FA_1_HTTP_PORT cannot be said", string.Concat(variables.Nodes().OfType<XComment>()), StringComparison.Ordinal);
    }

    [Fact]
    public void Are_well_formed_whatever_the_environment_is_called()
        => Assert.Equal("a<b>&\"c\" \U0001F3B5", Variables(Result("web", "web-1") with { Environment = "a<b>&\"c\"\u0001 \U0001F3B5" }).Element("MAESTRO_ENVIRONMENT_NAME")?.Value);

    private static XElement Variables(PlayResult result)
        => XDocument.Parse(RunSettings.Of(result)).Root!.Element("RunConfiguration")!.Element("EnvironmentVariables")!;

    private static PlayResult Result(string service, string instance) => new()
    {
        Play = PlayKind.Start,
        Environment = "shop",
        Verdict = PlayVerdict.Succeeded,
        Instances =
        [
            new InstanceResult { Name = instance, Service = service, Ship = "alpha", Address = "10.1.1.1", Image = "x", Tag = "1", Status = "running", Outcome = "started", Succeeded = true },
        ],
        Endpoints = [new ServiceEndpoint(service, instance, "http", "10.1.1.1", 8080, "tcp")],
    };
}
