using System.Globalization;
using System.Text.RegularExpressions;
using Maestro.Engine.Building;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Has a ship's engine build an image by a Dockerfile.</summary>
internal sealed partial class DockerfileRunner(PlayContext context)
{
    public async Task<string> RunAsync(BuildStep step, DockerfileBuild build, PlayTokens tokens)
    {
        try
        {
            var files = BuildContext.Open(build, tokens.Stop);
            var dockerfile = DockerfileText.Parse(await File.ReadAllTextAsync(build.Dockerfile, tokens.Stop).ConfigureAwait(false));
            var request = await RequestAsync(step, build, files, dockerfile, tokens).ConfigureAwait(false);
            await BuildAsync(step, request, files, dockerfile, tokens.Stop).ConfigureAwait(false);
            return "built";
        }
        catch (Exception exception) when (exception is BuildInputException or IOException or UnauthorizedAccessException)
        {
            throw new StepFailedException(Diagnostic.Error(DiagnosticCodes.BuildInputMissing, exception.Message, build.Location), exception);
        }
    }

    private async Task BuildAsync(BuildStep step, BuildImageRequest request, BuildContext files, DockerfileText dockerfile, CancellationToken cancellation)
    {
        var (log, bytes, reports) = (new BuildLog(context, step), new PullBytes(), new ByteReports(context, step));
        var instruction = 0;
        try
        {
            await foreach (var output in context.Connections.To(step.Ship).Docker.BuildImageAsync(request, files.WriteAsync, cancellation).ConfigureAwait(false))
            {
                instruction = NumberOf(output.Text) ?? instruction;
                log.Add(output.Text);
                if (output.Pull is { } pull && bytes.Add(pull))
                {
                    reports.Tell(pull.Status, bytes.Current, bytes.Total);
                }
            }
        }
        catch (DockerApiException exception)
        {
            throw Failure(step, exception, Place((DockerfileBuild)step.Build, dockerfile, instruction, exception.Message), log);
        }
    }

    private async Task<BuildImageRequest> RequestAsync(BuildStep step, DockerfileBuild build, BuildContext files, DockerfileText dockerfile, PlayTokens tokens)
        => new($"{step.Image.Repository}:{step.Image.Tag}", files.Dockerfile)
        {
            Args = build.Args,
            Target = build.Target,
            Platform = step.Platform,
            Labels = new Dictionary<string, string> { [ContainerLabels.Sources] = step.Sources },
            Pull = step.Refreshes,
            RegistryConfig = await new BuildCredentials(context).HeaderAsync(step, dockerfile.BaseImages(build.Args), tokens.Stop).ConfigureAwait(false),
        };

    private static StepFailedException Failure(BuildStep step, DockerApiException exception, SourceLocation? place, BuildLog log)
    {
        var hint = exception.Message.Contains("requires BuildKit", StringComparison.Ordinal)
            ? " The engine's own builder does without BuildKit: build the image by 'docker build', and say 'archive' or 'image' instead."
            : string.Empty;
        return new StepFailedException(
            Diagnostic.Error(DiagnosticCodes.ImageNotBuilt, $"Ship {step.Ship.Name} cannot build the image {step.Image}: {EngineTrouble.Sentence(exception.Message)}{hint}", place ?? step.Build.Location), exception)
        {
            Evidence = log.Tail(),
        };
    }

    // The line of the Dockerfile that the engine names, or else that of the step it was at.
    private static SourceLocation? Place(DockerfileBuild build, DockerfileText dockerfile, int instruction, string message)
    {
        var line = ParseErrorLine().Match(message) is { Success: true } match ? Number(match.Groups[1]) : dockerfile.LineOf(instruction);
        return line > 0 ? new SourceLocation(build.Dockerfile, line) : null;
    }

    private static int? NumberOf(string output) => StepLine().Match(output) is { Success: true } match ? Number(match.Groups[1]) : null;

    private static int Number(Group group) => int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\AStep (\d+)/\d+ : ", RegexOptions.CultureInvariant)]
    private static partial Regex StepLine();

    [GeneratedRegex(@"(?:parse error|syntax error) (?:on )?line:? (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ParseErrorLine();
}
