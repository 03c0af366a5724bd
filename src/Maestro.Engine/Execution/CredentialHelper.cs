using System.Text.Json;
using Maestro.Engine.Checks;
using Maestro.Engine.Model;

namespace Maestro.Engine.Execution;

/// <summary>A program that keeps credentials for the docker command.</summary>
/// <param name="name">The end of its name, after <c>docker-credential-</c>.</param>
/// <param name="path">The folders to look for it; those of this process when null.</param>
internal sealed class CredentialHelper(string name, string? path, TimeProvider time)
{
    private const string TokenUser = "<token>";
    private const string NothingFound = "credentials not found";
    private const int LongestQuote = 200;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private string Program => $"docker-credential-{name}";

    /// <returns>Null when it knows nothing of the registry.</returns>
    /// <exception cref="ProgramFailedException">It is not there, or failed.</exception>
    public async Task<StoredCredentials?> GetAsync(string registry, CancellationToken cancellation)
    {
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ProgramFailedException($"'{name}' is no name of a credential helper.");
        }

        var program = ProgramPath.Find(Program, Directory.GetCurrentDirectory(), path)
            ?? throw new ProgramFailedException($"The credential helper '{Program}' is not on the PATH.");
        var end = await RunAsync(new ShortProgram(program, ["get"]) { Input = registry, Timeout = Timeout }, registry, cancellation).ConfigureAwait(false);
        return end switch
        {
            { ExitCode: 0 } => Parse(end.Output, registry),
            _ when end.Output.Contains(NothingFound, StringComparison.OrdinalIgnoreCase) => null,
            _ => throw Failure(registry, $"ended with exit code {end.ExitCode}{Quote(end.Output)}"),
        };
    }

    private async Task<ProgramEnd> RunAsync(ShortProgram program, string registry, CancellationToken cancellation)
    {
        try
        {
            return await program.RunToEndAsync(time, cancellation).ConfigureAwait(false);
        }
        catch (ProgramFailedException failure)
        {
            throw Failure(registry, $"failed: {failure.Message.TrimEnd('.')}");
        }
    }

    private StoredCredentials? Parse(string output, string registry)
    {
        try
        {
            using var json = JsonDocument.Parse(output);
            var (user, secret) = (DockerConfig.Text(DockerConfig.Property(json.RootElement, "Username")), DockerConfig.Text(DockerConfig.Property(json.RootElement, "Secret")));
            return user is null || string.IsNullOrEmpty(secret) ? null : new StoredCredentials(user, new SecretValue(secret), user == TokenUser);
        }
        catch (JsonException)
        {
            throw Failure(registry, "answered with something that is no JSON");
        }
    }

    private ProgramFailedException Failure(string registry, string what) => new($"The credential helper '{Program}', asked for {registry}, {what}.");

    // On failure a helper writes why; one that writes an answer all the same must not get it into a message.
    private static string Quote(string output)
    {
        var line = output.Trim().Split('\n')[0].Trim();
        return line.Length == 0 || output.Contains('{', StringComparison.Ordinal) ? string.Empty
            : $": {(line.Length > LongestQuote ? line[..LongestQuote] + "…" : line.TrimEnd('.'))}";
    }
}
