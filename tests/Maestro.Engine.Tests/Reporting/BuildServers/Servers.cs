using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Progress;
using Maestro.Engine.Reporting.BuildServers;

namespace Maestro.Engine.Tests.Reporting.BuildServers;

/// <summary>Build servers by what they set, and what they are told of.</summary>
internal static class Servers
{
    public static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    /// <summary>The path of the file in <see cref="Error"/>, which is relative to <c>/src/repo/env</c>.</summary>
    public static readonly Diagnostic Error = Diagnostic.Error(
        DiagnosticCodes.CheckFailed, "db-1 is 50%: [it] 'failed' | once; twice,\nand again: \e[31mred\e[0m", new SourceLocation("maestro.yaml", 12, 32));

    public static readonly Diagnostic Warning = Diagnostic.Warning(DiagnosticCodes.NetworkOutdated, "old");

    public static readonly PlayStarted Started = new() { Time = Time, Play = PlayKind.Start, Environment = "sh'op%", Steps = 14, Instances = 12 };

    public static BuildServer? Of(params (string Name, string Value)[] variables)
        => BuildServer.Of(name => variables.FirstOrDefault(v => v.Name == name).Value, "/src/repo/env");
}
