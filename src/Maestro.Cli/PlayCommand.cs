using System.CommandLine;
using System.CommandLine.Parsing;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Cli;

/// <summary>The command of one play: made from the table of plays, and the play that its words make.</summary>
internal sealed class PlayCommand : ToolCommand
{
    private readonly PlayDescription _play;

    private readonly Argument<string[]> _things = new("things")
    {
        Description = "Services and instances to act on; none for all that are not omitted.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly List<(PlayOption Meaning, Option<bool> Option)> _switches = [];
    private readonly List<(PlayOption Meaning, Option<string?> Option)> _texts = [];
    private readonly Option<bool> _all = new("--all", "-a") { Description = "Nothing named means everything; service names are allowed." };
    private readonly OutputOptions _output = new();
    private readonly Option<bool> _expandServices = new("--expand-services", "-s") { Description = "Allow service names: they stand for all their instances." };

    public PlayCommand(PlayDescription play)
        : base(OptionName.Of(play.Kind.ToString()), play.Summary, play.Example)
    {
        _play = play;
        _output.AddTo(this);
        if (play.TakesThings)
        {
            _things.Validators.Add(RefuseOptions);
            Add(_things);
        }

        if (StopGuard.Guards(play.Kind))
        {
            Add(_all);
            Add(_expandServices);
        }

        foreach (var option in play.Options)
        {
            Add(option);
        }
    }

    public override IPlayOutput Output(ParseResult given, CliSurroundings surroundings) => _output.Create(given, _play.Kind, surroundings);

    public override async Task<int> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        call.ArtifactsPath = _output.ArtifactsPath(call.Given);
        var play = Play(call.Given);

        // Who names a copy has named something, and nothing else is concerned.
        var all = call.Given.GetValue(_all) || play.Run is not null;
        StopGuard.Check(play, all);
        var environment = call.Load(cancellation);
        StopGuard.Check(play, all || call.Given.GetValue(_expandServices), environment);
        var result = await call.Conductor.PlayAsync(environment, play, call.Progress, cancellation);
        call.Progress.Report(result.Diagnostics);
        if (play.Kind == PlayKind.Status)
        {
            call.Progress.ShowTable(result, play.ShowHosts);
        }

        if (call.Surroundings.BuildServer?.AddSummary(result) is { } trouble)
        {
            call.Progress.Report([trouble]);
        }

        if (result.Verdict == PlayVerdict.Cancelled)
        {
            call.Progress.ReportCancelled();
        }

        return ExitCode.Of(result);
    }

    // The parser takes an option it does not know for a thing.
    private static void RefuseOptions(ArgumentResult given)
    {
        foreach (var token in given.Tokens.Where(t => t.Value.StartsWith('-')))
        {
            given.AddError($"There is no option {token.Value} here.");
        }
    }

    private void Add(PlayOption option)
    {
        var (name, aliases) = ($"--{OptionName.Of(option.Name)}", option.Letter is { } letter ? new[] { $"-{letter}" } : []);
        if (option.IsSwitch)
        {
            var made = new Option<bool>(name, aliases) { Description = option.Meaning };
            _switches.Add((option, made));
            Add(made);
        }
        else
        {
            var made = new Option<string?>(name, aliases) { Description = option.Meaning, HelpName = option.Value };
            made.Validators.Add(given => RefuseValue(option, given));
            _texts.Add((option, made));
            Add(made);
        }
    }

    private void RefuseValue(PlayOption option, OptionResult given)
    {
        try
        {
            option.Apply(new Play(_play.Kind), given.Tokens.Count > 0 ? given.Tokens[0].Value : string.Empty);
        }
        catch (MaestroException exception)
        {
            given.AddError(exception.Diagnostics[0].Message);
        }
    }

    private Play Play(ParseResult given)
    {
        var play = new Play(_play.Kind) { Things = given.GetValue(_things) ?? [] };
        play = _switches.Where(s => given.GetValue(s.Option)).Aggregate(play, (p, s) => s.Meaning.Apply(p, string.Empty));
        return _texts.Aggregate(play, (p, t) => given.GetValue(t.Option) is { } text ? t.Meaning.Apply(p, text) : p);
    }
}
