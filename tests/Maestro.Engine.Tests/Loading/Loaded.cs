using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;

namespace Maestro.Engine.Tests.Loading;

/// <summary>Loads snippets as standard input, on a machine whose address is 10.1.2.3.</summary>
internal static class Loaded
{
    public const string MachineAddress = "10.1.2.3";

    public static string Folder { get; } = Path.GetTempPath().TrimEnd(Path.DirectorySeparatorChar);

    public static MaestroEnvironment Environment(string text, params (string Name, string Value)[] variables)
        => new EnvironmentLoader(variables.ToDictionary(v => v.Name, v => v.Value), Folder, new StringReader(text), () => MachineAddress).Load("-");

    /// <summary>An environment of one service <c>app</c> with one instance <c>app-1</c> that has these fields.</summary>
    public static Instance Instance(string fields) => Environment(WithInstance(fields)).Instance("app-1");

    public static string WithInstance(string fields)
        => $"__maestro: {{schema: 2}}\nname: demo\nships: {{here: {{ip: 10.0.0.1}}}}\nservices: {{app: {{image: app:1, instances: {{app-1: {{ship: here, {fields}}}}}}}}}\n";

    public static IReadOnlyList<Diagnostic> Mistakes(string text, params (string Name, string Value)[] variables)
        => Assert.Throws<MaestroException>(() => Environment(text, variables)).Diagnostics;

    /// <summary>Loads a text in which <c>§</c> marks the place of its one mistake.</summary>
    public static Diagnostic MistakeAtMark(string text, params (string Name, string Value)[] variables)
    {
        var before = text[..text.IndexOf('§', StringComparison.Ordinal)];
        var mistake = Assert.Single(Mistakes(text.Replace("§", string.Empty, StringComparison.Ordinal), variables), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal((before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n')), (mistake.Location!.Line, mistake.Location.Column));
        return mistake;
    }
}
