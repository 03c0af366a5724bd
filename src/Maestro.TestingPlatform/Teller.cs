using Maestro.Engine.Diagnostics;
using Microsoft.Testing.Platform.Extensions.OutputDevice;
using Microsoft.Testing.Platform.OutputDevice;

namespace Maestro.TestingPlatform;

/// <summary>Tells the user something.</summary>
/// <param name="from">Who says so.</param>
/// <param name="output">The platform's output.</param>
/// <param name="host">Who has started the program: the platform is silent under <c>dotnet test</c>, which shows what the program writes by itself when it fails.</param>
internal sealed class Teller(IOutputDeviceDataProducer from, IOutputDevice output, TestProgramHost host)
{
    public Task SayAsync(string text) => TellAsync(new FormattedTextOutputDeviceData(text), Console.Out, text);

    public async Task WarnAsync(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var text = $"{diagnostic}";
            await TellAsync(diagnostic.Severity == DiagnosticSeverity.Error ? new ErrorMessageOutputDeviceData(text) : new WarningMessageOutputDeviceData(text), Console.Error, text).ConfigureAwait(false);
        }
    }

    private Task TellAsync(IOutputDeviceData data, TextWriter writer, string text)
        => host == TestProgramHost.DotnetTest ? writer.WriteLineAsync(text) : output.DisplayAsync(from, data, CancellationToken.None);
}
