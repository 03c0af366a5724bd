using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Reporting.Html;

/// <summary>What a report says about the play as a whole: what was asked for, of which environment, by which version.</summary>
/// <param name="Play">The play.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="File">Its file, as the user gave it.</param>
/// <param name="Options">The options that are not at their defaults, such as <c>concurrency 2</c>.</param>
/// <param name="Versions">The versions of Maestro and of what it runs on.</param>
internal sealed record ReportHead(PlayKind Play, string Environment, string File, IReadOnlyList<string> Options, string Versions)
{
    /// <summary>The name of the copy; null for the environment itself.</summary>
    public string? Run { get; init; }

    public static ReportHead Of(MaestroEnvironment environment, Play play)
        => new(play.Kind, environment.Name, environment.File, [.. OptionsOf(play).OfType<string>()], VersionsHere()) { Run = environment.Run };

    // Variables of the template are not among them: they may be secrets.
    private static IEnumerable<string?> OptionsOf(Play play) =>
    [
        play.Things.Count == 0 ? null : string.Join(" ", play.Things),
        Text("run", play.Run),
        Switch(play.WithDependencies, "with dependencies"),
        Switch(play.IgnoreDependencies, "ignore dependencies"),
        Switch(play.Only, "only"),
        Text("container filter", play.ContainerFilter),
        Text("ship filter", play.ShipFilter),
        Text("concurrency", play.Concurrency?.ToString(CultureInfo.InvariantCulture)),
        Text("ship concurrency", play.ShipConcurrency?.ToString(CultureInfo.InvariantCulture)),
        Switch(play.RefreshImages, "refresh images"),
        Switch(play.Reuse, "reuse"),
        Switch(play.RenewVolumes, "renew volumes"),
        Switch(play.Volumes, "volumes"),
        Switch(play.OnlyIfChanged, "only if changed"),
        Text("step delay", Time(play.StepDelay)),
        Text("stop-start delay", Time(play.StopStartDelay)),
        Text("timeout", Time(play.Timeout ?? TimeSpan.Zero)),
        Switch(play.OnFailure == OnFailure.Continue, "on failure continue"),
        Switch(play.Full, "full"),
        Switch(play.ShowHosts, "show hosts"),
    ];

    private static string? Switch(bool isOn, string name) => isOn ? name : null;

    private static string? Text(string name, string? value) => value is null ? null : $"{name} {value}";

    private static string? Time(TimeSpan time) => time > TimeSpan.Zero ? ReportText.Duration(time) : null;

    private static string VersionsHere()
    {
        var maestro = typeof(ReportHead).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return $"Maestro {maestro}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}";
    }
}
