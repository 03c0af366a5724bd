using Microsoft.Testing.Platform.Extensions.TestHost;
using Microsoft.Testing.Platform.OutputDevice;
using Microsoft.Testing.Platform.Services;

namespace Maestro.TestingPlatform;

/// <summary>An environment around the tests that an IDE wants to run. The process is there before anybody knows whether it is to run tests or only to find them.</summary>
internal sealed class TestSessionEnvironment : MaestroExtension, ITestSessionLifetimeHandler, IAsyncDisposable
{
    private readonly TestChoices _choices;
    private readonly ProgramEnvironment _environment;

    public TestSessionEnvironment(TestChoices choices, IOutputDevice output)
    {
        _choices = choices;
        _environment = new ProgramEnvironment(choices, new Teller(this, output, choices.Host));
    }

    public override Task<bool> IsEnabledAsync() => Task.FromResult(_choices.Host == TestProgramHost.TestExplorer && ProgramEnvironment.IsWanted);

    public async Task OnTestSessionStartingAsync(ITestSessionContext testSessionContext)
    {
        foreach (var (name, value) in await _environment.StartAsync(testSessionContext.CancellationToken).ConfigureAwait(false))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public Task OnTestSessionFinishingAsync(ITestSessionContext testSessionContext) => _environment.EndAsync(failed: false);

    public async ValueTask DisposeAsync() => await _environment.EndAsync(failed: false).ConfigureAwait(false);
}
