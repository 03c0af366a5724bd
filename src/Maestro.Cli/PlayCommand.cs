using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Cli;

/// <summary>The command of one play: its options, and the play that they make.</summary>
internal sealed class PlayCommand : ToolCommand
{
    private readonly Argument<string[]> _things = new("things")
    {
        Description = "Services and instances to act on; none for all that are not omitted.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _withDependencies = new("--with-dependencies", "-d");
    private readonly Option<bool> _ignoreDependencies = new("--ignore-dependencies", "-i") { Description = "Keep no order between instances." };
    private readonly Option<bool> _only = new("--only", "-o") { Description = "Only the named things, on purpose; not together with -d." };
    private readonly Option<int?> _concurrency = Number("Most instances at a time, over all ships.", "--concurrency", "-c");
    private readonly Option<int?> _shipConcurrency = Number("Most instances at a time on one ship (4 for starts, 8 for stops).", "--ship-concurrency");
    private readonly Option<bool> _refreshImages = new("--refresh-images", "-r") { Description = "Pull images even when the ship has them." };
    private readonly Option<bool> _reuse = new("--reuse") { Description = "Start existing stopped containers again instead of making them anew." };
    private readonly Option<string?> _containerFilter = new("--container-filter", "-C") { Description = "Only instances whose name matches the pattern.", HelpName = "glob" };
    private readonly Option<string?> _shipFilter = new("--ship-filter", "-S") { Description = "Only instances on ships whose name matches the pattern.", HelpName = "glob" };
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Deadline of the whole play, such as 90, 5m or 00:05:00.", HelpName = "time" };
    private readonly Option<string?> _onFailure = new("--on-failure") { Description = "What becomes of independent branches after a failure (stop).", HelpName = "stop|continue" };
    private readonly Option<bool> _full = new("--full", "-F") { Description = "Also the id of each image, since when, and whether each port answers." };
    private readonly Option<bool> _all = new("--all", "-a") { Description = "Nothing named means everything; service names are allowed." };
    private readonly Option<bool> _expandServices = new("--expand-services", "-s") { Description = "Allow service names: they stand for all their instances." };

    public PlayCommand(string name, PlayKind kind, string summary, string example)
        : base(name, summary, example)
    {
        Kind = kind;
        if (kind == PlayKind.Validate)
        {
            return;
        }

        _things.Validators.Add(RefuseOptions);
        _withDependencies.Description = kind == PlayKind.Stop ? "Also act on what depends on the named things." : "Also act on what the named things depend on.";
        Add(_things);
        AddAll(_withDependencies, _ignoreDependencies, _only, _concurrency, _shipConcurrency, _containerFilter, _shipFilter, _timeout, _onFailure);
        AddAll(kind switch
        {
            PlayKind.Status => [_full],
            PlayKind.Start => [_refreshImages, _reuse],
            PlayKind.Pull => [_refreshImages],
            PlayKind.Stop => [_all, _expandServices],
            _ => [],
        });
    }

    private PlayKind Kind { get; }

    public override async Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var play = Play(call.Given);
        var all = call.Given.GetValue(_all);
        StopGuard.Check(play, all);
        var environment = call.Load();
        StopGuard.Check(play, all || call.Given.GetValue(_expandServices), environment);
        var result = await call.Conductor.PlayAsync(environment, play, call.Progress, cancellation);
        call.Progress.Report(result.Diagnostics);
        if (play.Kind == PlayKind.Status)
        {
            call.Progress.ShowTable(result);
        }

        if (result.Verdict == PlayVerdict.Cancelled)
        {
            call.Progress.ReportCancelled(Name);
        }

        return ExitCode.Of(result);
    }

    private Play Play(ParseResult given) => new(Kind)
    {
        Things = given.GetValue(_things) ?? [],
        WithDependencies = given.GetValue(_withDependencies),
        IgnoreDependencies = given.GetValue(_ignoreDependencies),
        Only = given.GetValue(_only),
        Concurrency = given.GetValue(_concurrency),
        ShipConcurrency = given.GetValue(_shipConcurrency),
        Full = given.GetValue(_full),
        RefreshImages = given.GetValue(_refreshImages),
        Reuse = given.GetValue(_reuse),
        ContainerFilter = given.GetValue(_containerFilter),
        ShipFilter = given.GetValue(_shipFilter),
        Timeout = PlayText.Timeout(given.GetValue(_timeout)),
        OnFailure = PlayText.OnFailure(given.GetValue(_onFailure)),
    };

    private static Option<int?> Number(string description, string name, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "number",
        CustomParser = given =>
        {
            if (int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            given.AddError($"'{given.Tokens[0].Value}' is no number for {name}.");
            return null;
        },
    };

    // The parser takes an option it does not know for a thing.
    private static void RefuseOptions(ArgumentResult given)
    {
        foreach (var token in given.Tokens.Where(t => t.Value.StartsWith('-')))
        {
            given.AddError($"There is no option {token.Value} here.");
        }
    }

    private void AddAll(params Option[] options)
    {
        foreach (var option in options)
        {
            Add(option);
        }
    }
}
