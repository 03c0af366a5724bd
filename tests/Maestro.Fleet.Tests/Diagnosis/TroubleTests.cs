using Maestro.Testing;

namespace Maestro.Fleet.Tests.Diagnosis;

/// <summary>What may be wrong with the way to a ship by TCP or TLS, each provoked for real, and told with a code of its own.</summary>
public sealed class TroubleTests(FleetFixture fixture) : FleetTest(fixture)
{
    private static readonly Dictionary<string, string?> Variables = new() { ["WRONG_PASSWORD"] = "guessed", ["DOCKER_HOST"] = "tcp://127.0.0.1:1" };

    public static TheoryData<string> Names => [.. Trouble.All.Select(t => t.Name)];

    [FleetTheory]
    [MemberData(nameof(Names))]
    public async Task Is_told_with_what_to_do(string name)
    {
        var trouble = Trouble.All.Single(t => t.Name == name);
        await using var fault = trouble.Fault is { } what ? await Fleet.Ships[2].FaultAsync(what) : null;

        var (exitCode, output) = await MaestroProcess.RunAsync(Variables, "-f", Write(trouble.Fields(Fleet)), "status");

        Assert.NotEqual(0, exitCode);
        Assert.True(output.Contains($"error {trouble.Code}: ", StringComparison.Ordinal), output);
        Assert.True(output.Contains(trouble.Words, StringComparison.Ordinal), output);
        Assert.DoesNotContain("guessed", output, StringComparison.Ordinal);
    }

    [FleetFact]
    public async Task Is_none_with_the_right_password_of_a_key_wherever_that_comes_from()
    {
        var variables = new Dictionary<string, string?> { ["KEY_PASSWORD"] = Fleet.Tls.Passphrase };
        var file = Folder.Write("password", Fleet.Tls.Passphrase + "\n");
        foreach (var source in new[] { "env: KEY_PASSWORD", $"file: {file}", $"command: [cat, {file}]" })
        {
            var fields = $"tls: true, tls_ca_cert: {Fleet.Tls.Client}/ca.pem, tls_cert: {Fleet.Tls.Locked}/cert.pem, tls_key: {Fleet.Tls.Locked}/key.pem, tls_key_password: {{{source}}}";

            Assert.Contains("1 down", await SucceedsAsync(variables, "-f", Write(fields), "status"), StringComparison.Ordinal);
        }
    }

    private string Write(string fields) => Folder.Write("maestro.yaml", $$"""
        name: trouble
        ships:
          ship3: {ip: {{Fleet.Ships[2].Address}}, timeout: {connect: 1, idle: 1}, {{fields}}}
        services:
          app: {image: fleet/sleep, instances: {app-1: {ship: ship3} } }
        """);
}
