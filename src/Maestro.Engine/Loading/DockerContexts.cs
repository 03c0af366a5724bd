using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Finds engines as the docker command would: by <c>DOCKER_HOST</c>, by a context, by the usual socket.</summary>
internal sealed class DockerContexts(IReadOnlyDictionary<string, string> variables)
{
    private const string DefaultContext = "default";
    private const string UsualSocket = "/var/run/docker.sock";
    private const string UsualPipe = "//./pipe/docker_engine";
    private const string LocalHost = "localhost";

    private string Folder => Variable("DOCKER_CONFIG") ?? Path.Combine(Variable("HOME") ?? Variable("USERPROFILE") ?? string.Empty, ".docker");

    private bool AsksForTls => Variable("DOCKER_TLS_VERIFY") is not null || Variable("DOCKER_TLS") is not null;

    /// <summary>Finds the engine that the docker command would use.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public DockerHostMistake? TryFindDefault(out EngineEndpoint endpoint)
    {
        if (Variable("DOCKER_HOST") is { } host)
        {
            var mistake = DockerHost.TryParse(Completed(host.Trim()), out endpoint);
            return mistake is null ? TryAddTlsOfVariables(ref endpoint) : mistake with { Message = $"'default' leads to DOCKER_HOST: {mistake.Message}" };
        }

        var context = string.Empty;
        endpoint = Usual();
        if (Guard(() => context = CurrentContext()) is { } broken)
        {
            return broken;
        }

        if (context.Length > 0)
        {
            return TryFind(context, out endpoint);
        }

        endpoint = AsksForTls ? new TcpEndpoint(LocalHost, DockerHost.DefaultTlsPort) : endpoint;
        return TryAddTlsOfVariables(ref endpoint);
    }

    /// <summary>Finds the engine of a context.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public DockerHostMistake? TryFind(string context, out EngineEndpoint endpoint)
    {
        EngineEndpoint found = Usual();
        DockerHostMistake? mistake = null;
        var broken = context == DefaultContext ? null : Guard(() => mistake = Read(context, out found));
        endpoint = found;
        return broken ?? mistake;
    }

    private static EngineEndpoint Usual() => OperatingSystem.IsWindows() ? new NamedPipeEndpoint(UsualPipe) : new UnixEndpoint(UsualSocket);

    private DockerHostMistake? Guard(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return new DockerHostMistake(DiagnosticCodes.FileUnreadable, $"The configuration of the docker command in '{Folder}' cannot be read: {broken.Message}");
        }
    }

    private string CurrentContext()
    {
        var name = Variable("DOCKER_CONTEXT");
        var file = Path.Combine(Folder, "config.json");
        if (name is null && File.Exists(file))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            name = json.RootElement.TryGetProperty("currentContext", out var current) ? current.GetString() : null;
        }

        return name is null or DefaultContext ? string.Empty : name;
    }

    // The docker command keeps each context in a folder named by a hash.
    private DockerHostMistake? Read(string context, out EngineEndpoint endpoint)
    {
        endpoint = Usual();
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));
        var file = Path.Combine(Folder, "contexts", "meta", id, "meta.json");
        if (!File.Exists(file))
        {
            return new DockerHostMistake(DiagnosticCodes.InvalidValue, $"The context '{context}' of the docker command does not exist; looked for '{file}'.");
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        if (!json.RootElement.TryGetProperty("Endpoints", out var endpoints)
            || !endpoints.TryGetProperty("docker", out var docker)
            || !docker.TryGetProperty("Host", out var host)
            || host.GetString() is not { Length: > 0 } address)
        {
            return new DockerHostMistake(DiagnosticCodes.InvalidValue, $"The context '{context}' of the docker command names no host; see '{file}'.");
        }

        var mistake = DockerHost.TryParse(address, out endpoint);
        var skipsVerification = docker.TryGetProperty("SkipTLSVerify", out var skip) && skip.ValueKind == JsonValueKind.True;
        var certificates = Path.Combine(Folder, "contexts", "tls", id, "docker");
        endpoint = WithTls(endpoint, skipsVerification || Directory.Exists(certificates) ? TlsIn(certificates, !skipsVerification) : null);
        return mistake is null ? null : mistake with { Message = $"The context '{context}' of the docker command leads to an engine that cannot be used: {mistake.Message}" };
    }

    private DockerHostMistake? TryAddTlsOfVariables(ref EngineEndpoint endpoint)
    {
        if (!AsksForTls || endpoint is not TcpEndpoint)
        {
            return null;
        }

        var tls = TlsIn(Variable("DOCKER_CERT_PATH") ?? Folder, Variable("DOCKER_TLS_VERIFY") is not null);
        endpoint = WithTls(endpoint, tls);
        return tls is not { Verify: true, AuthorityFile.Length: 0 } ? null : new DockerHostMistake(
            DiagnosticCodes.FileUnreadable,
            $"'default' leads to DOCKER_TLS_VERIFY, and there is no 'ca.pem' in '{Variable("DOCKER_CERT_PATH") ?? Folder}'; set DOCKER_CERT_PATH to the folder with 'ca.pem', 'cert.pem' and 'key.pem'.");
    }

    // The short forms that the docker command takes in DOCKER_HOST, and in no other place.
    private static string Completed(string host) => host switch
    {
        "unix://" or "npipe://" => Usual().ToString()!,
        _ when host.StartsWith("tcp://:", StringComparison.Ordinal) => host.Insert("tcp://".Length, LocalHost),
        _ when host.Contains("://", StringComparison.Ordinal) => host,
        _ => $"tcp://{(host.StartsWith(':') ? LocalHost : string.Empty)}{host}",
    };

    private static TlsSettings TlsIn(string folder, bool verify)
    {
        return new TlsSettings(verify) { AuthorityFile = InFolder("ca.pem"), CertificateFile = InFolder("cert.pem"), KeyFile = InFolder("key.pem") };

        string InFolder(string name) => Path.GetFullPath(Path.Combine(folder, name)) is var path && File.Exists(path) ? path : string.Empty;
    }

    private static EngineEndpoint WithTls(EngineEndpoint endpoint, TlsSettings? tls) => endpoint is TcpEndpoint tcp && tls is not null ? tcp with { Tls = tls } : endpoint;

    private string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
