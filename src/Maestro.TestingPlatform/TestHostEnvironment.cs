using Maestro.Engine.Diagnostics;
using Maestro.Engine.Reporting;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.TestHostControllers;
using Microsoft.Testing.Platform.OutputDevice;

namespace Maestro.TestingPlatform;

/// <summary>An environment around the process in which the tests run: up before it starts, with the endpoints among its variables, and down after it, however it ends.</summary>
/// <remarks>An IDE that asks a program for its tests wants no containers: there <see cref="TestSessionEnvironment"/> does it.</remarks>
internal sealed class TestHostEnvironment : MaestroExtension, ITestHostEnvironmentVariableProvider, ITestHostProcessLifetimeHandler, IAsyncDisposable
{
    private readonly TestChoices _choices;
    private readonly Teller _teller;
    private readonly ProgramEnvironment _environment;
    private bool _hasStarted;

    public TestHostEnvironment(TestChoices choices, IOutputDevice output)
    {
        _choices = choices;
        _teller = new Teller(this, output, choices.Host);
        _environment = new ProgramEnvironment(choices, _teller);
    }

    public override Task<bool> IsEnabledAsync() => Task.FromResult(_choices.Host != TestProgramHost.TestExplorer && ProgramEnvironment.IsWanted);

    // The platform asks for variables first of all.
    public async Task UpdateAsync(IEnvironmentVariables environmentVariables)
    {
        try
        {
            foreach (var (name, value) in await _environment.StartAsync(CancellationToken.None).ConfigureAwait(false))
            {
                environmentVariables.SetVariable(new EnvironmentVariable(name, value, isSecret: false, isLocked: false));
            }

            _hasStarted = true;
        }
        catch (MaestroException exception)
        {
            await _teller.WarnAsync(exception.Diagnostics).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _teller.WarnAsync([PlayReport.Cancelled]).ConfigureAwait(false);
        }
    }

    // Then whether to go on.
    public Task<ValidationResult> ValidateTestHostEnvironmentVariablesAsync(IReadOnlyEnvironmentVariables environmentVariables)
        => _hasStarted ? ValidationResult.ValidTask : ValidationResult.InvalidTask("The environment of the tests has not come up.");

    public Task BeforeTestHostProcessStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task OnTestHostProcessStartedAsync(ITestHostProcessInformation testHostProcessInformation, CancellationToken cancellation) => Task.CompletedTask;

    public Task OnTestHostProcessExitedAsync(ITestHostProcessInformation testHostProcessInformation, CancellationToken cancellation)
        => _environment.EndAsync(failed: testHostProcessInformation.ExitCode != 0 && !cancellation.IsCancellationRequested);

    // Where the process has never come up, nobody has told of its end.
    public async ValueTask DisposeAsync() => await _environment.EndAsync(failed: false).ConfigureAwait(false);
}
