using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

public sealed class SshOptionsTests
{
    [Fact]
    public void Takes_options_of_OpenSSH_as_they_are()
    {
        var options = Options("{ServerAliveInterval: 15, UserKnownHostsFile: ~/known, StrictHostKeyChecking: 'yes', LogLevel: DEBUG1, ProxyCommand: 'nc %h %p'}");

        Assert.Equal(["15", "~/known", "yes", "DEBUG1", "nc %h %p"], options.Values);
    }

    [Theory]
    [InlineData("{§BatchMode: 'no'}", "'BatchMode' cannot be set here: nobody is there to answer it.")]
    [InlineData("{§controlpath: /tmp/x}", "the tunnel has a connection of its own")]
    [InlineData("{§ControlMaster: auto}", "the tunnel has a connection of its own")]
    [InlineData("{§ForkAfterAuthentication: 'yes'}", "the tunnel has a connection of its own")]
    [InlineData("{§LocalForward: '80 x:80'}", "the tunnel has a forward of its own")]
    [InlineData("{§ClearAllForwardings: 'yes'}", "the tunnel has a forward of its own")]
    [InlineData("{§ExitOnForwardFailure: 'no'}", "the tunnel has a forward of its own")]
    [InlineData("{§RemoteCommand: ls}", "nothing is run on the far side")]
    [InlineData("{§Match: all}", "it is for one host already")]
    [InlineData("{§ConnectTimeout: 3}", "the ship's field 'ssh_timeout' says it")]
    [InlineData("{§HostName: x}", "the ship's field 'endpoint' says it")]
    [InlineData("{§ProxyJump: x}", "the field 'jump' says it")]
    [InlineData("{§User: x}", "the field 'user' says it")]
    [InlineData("{§Port: 2}", "the field 'port' says it")]
    public void Refuses_options_that_would_break_the_tunnel_or_are_fields(string options, string fragment) => AssertRefused(options, fragment);

    [Theory]
    [InlineData("{§StrictHostKeyChecking: 'no'}")]
    [InlineData("{§StrictHostKeyChecking: off}")]
    [InlineData("{§stricthostkeychecking: accept-new}")]
    [InlineData("{§NoHostAuthenticationForLocalhost: 'yes'}")]
    public void Never_weakens_the_checking_of_host_keys(string options) => AssertRefused(options, "a file does not weaken the checking of host keys for all who run it");

    [Fact]
    public void Keeps_the_reasons_for_failures() => AssertRefused("{§LogLevel: quiet}", "with less than INFO, ssh does not say why it fails");

    [Fact]
    public void Refuses_two_ways() => AssertRefused("{§ProxyCommand: nc}, jump: gate", "'ProxyCommand' and 'jump' both say how the ship is reached");

    [Theory]
    [InlineData("{§-oX: a}", "'-oX' is no option of OpenSSH")]
    [InlineData("{§'': a}", "'' is no option of OpenSSH")]
    [InlineData("{§Ciphers: \"a\\nb\"}", "on one line")]
    [InlineData("{Ciphers: a, §ciphers: b}", "'ciphers' is given twice")]
    public void Refuses_what_is_no_option(string options, string fragment) => AssertRefused(options, fragment);

    private static IReadOnlyDictionary<string, string> Options(string options)
        => Assert.IsType<SshEndpoint>(Loaded.Environment(Text(options)).Ship("h").Endpoint).Options;

    private static void AssertRefused(string options, string fragment)
    {
        var mistake = Loaded.MistakeAtMark(Text(options));

        Assert.Equal(DiagnosticCodes.InvalidValue, mistake.Code);
        Assert.Contains(fragment, mistake.Message, StringComparison.Ordinal);
    }

    private static string Text(string options) => $"name: a\nships: {{h: {{ip: a, ssh_tunnel: {{user: u, options: {options}}}}}}}\n";
}
