using Maestro.Engine.Checks;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine.Execution;

/// <summary>Tells of the tries of a check: of each new finding at once, of the same one again every second.</summary>
internal sealed class ReportedCheck(ICheck check, CheckSpec spec, Step step, PlayContext context) : ICheck
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(1);

    private int _tries;
    private string? _finding;
    private long _reported;

    public string? FoundSoFar => check.FoundSoFar;

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellation)
    {
        var result = await ProbeTwiceAsync(cancellation).ConfigureAwait(false);
        _tries++;
        if (!result.Passed && (result.Finding != _finding || context.Time.GetElapsedTime(_reported) >= BetweenReports))
        {
            _finding = result.Finding;
            _reported = context.Time.GetTimestamp();
            context.Report(step, new CheckAttempt(spec.Summary, _tries, result.Finding));
        }

        return result;
    }

    // What a check reads it can read again, over another connection.
    private async Task<ProbeResult> ProbeTwiceAsync(CancellationToken cancellation)
    {
        try
        {
            return await check.ProbeAsync(cancellation).ConfigureAwait(false);
        }
        catch (DockerConnectionException exception) when (exception.Problem == ConnectionProblem.Lost)
        {
            return await check.ProbeAsync(cancellation).ConfigureAwait(false);
        }
    }
}
