using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Finds the engine that the docker command would use: <c>DOCKER_HOST</c>, the current context, the usual socket.</summary>
internal sealed class DefaultDockerHost(IReadOnlyDictionary<string, string> variables)
{
    private const string DefaultContext = "default";
    private const string UsualSocket = "/var/run/docker.sock";

    /// <summary>Finds the engine.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public DockerHostMistake? TryFind(out EngineEndpoint endpoint)
    {
        endpoint = new UnixEndpoint(UsualSocket);
        if (Variable("DOCKER_HOST") is { } host)
        {
            return Explain(DockerHost.TryParse(host, out endpoint), "DOCKER_HOST") ?? RefuseTls(endpoint, Variable("DOCKER_TLS_VERIFY") is not null, "DOCKER_TLS_VERIFY is set");
        }

        try
        {
            if (CurrentContext() is { } context)
            {
                return FindContext(context, out endpoint);
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return new DockerHostMistake(DiagnosticCodes.FileUnreadable, $"The configuration of the docker command in '{Folder}' cannot be read: {broken.Message}");
        }

        return OperatingSystem.IsWindows()
            ? new DockerHostMistake(DiagnosticCodes.TransportNotSupported, "The usual engine of this machine listens on a named pipe, which cannot be reached by this version; set DOCKER_HOST to tcp://host:port.")
            : null;
    }

    private string Folder => Variable("DOCKER_CONFIG") ?? Path.Combine(Variable("HOME") ?? Variable("USERPROFILE") ?? string.Empty, ".docker");

    private string? CurrentContext()
    {
        var name = Variable("DOCKER_CONTEXT");
        var file = Path.Combine(Folder, "config.json");
        if (name is null && File.Exists(file))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            name = json.RootElement.TryGetProperty("currentContext", out var current) ? current.GetString() : null;
        }

        return name is null or "" or DefaultContext ? null : name;
    }

    private DockerHostMistake? FindContext(string context, out EngineEndpoint endpoint)
    {
        endpoint = new UnixEndpoint(UsualSocket);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));
        var file = Path.Combine(Folder, "contexts", "meta", id, "meta.json");
        if (!File.Exists(file))
        {
            return new DockerHostMistake(DiagnosticCodes.InvalidValue, $"The context '{context}' of the docker command does not exist; looked for '{file}'.");
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var host = json.RootElement.TryGetProperty("Endpoints", out var endpoints)
            && endpoints.TryGetProperty("docker", out var docker)
            && docker.TryGetProperty("Host", out var value) ? value.GetString() : null;
        if (string.IsNullOrEmpty(host))
        {
            return new DockerHostMistake(DiagnosticCodes.InvalidValue, $"The context '{context}' of the docker command names no host; see '{file}'.");
        }

        return Explain(DockerHost.TryParse(host, out endpoint), $"the context '{context}' of the docker command")
            ?? RefuseTls(endpoint, Directory.Exists(Path.Combine(Folder, "contexts", "tls", id)), $"the context '{context}' has certificates");
    }

    private static DockerHostMistake? Explain(DockerHostMistake? mistake, string origin)
        => mistake is null ? null : mistake with { Message = $"'default' leads to {origin}: {mistake.Message}" };

    private static DockerHostMistake? RefuseTls(EngineEndpoint endpoint, bool wantsTls, string reason)
        => wantsTls && endpoint is TcpEndpoint
            ? new DockerHostMistake(DiagnosticCodes.TransportNotSupported, $"'default' leads to {endpoint} with TLS ({reason}), which this version does not support; expected plain tcp:// or unix://.")
            : null;

    private string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
