using Maestro.Testing;

namespace Maestro.Packages.Tests;

/// <summary>Tests of an environment around the tests of real projects. Each has an environment file of its own.</summary>
public abstract class AroundTests(ProjectsWithTests projects) : IAsyncLifetime
{
    protected ProjectsWithTests Shop { get; } = projects;

    private protected RealEngine Engine { get; private set; } = null!;

    private protected TestedFile Tested { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Engine = await RealEngine.ConnectAsync();
        Tested = new TestedFile(Engine);
    }

    public async Task DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>Runs a program and interrupts it while the environment starts.</summary>
    protected Task<ToolRun> InterruptStartAsync(params string[] line) => Shop.RunAsync(Tested.Text(ready: false), async process =>
    {
        await Tested.UntilAsync(2);
        await ProjectsWithTests.SignalAsync(process, "INT");
    }, line);

    /// <summary>Runs a program and sends it a signal while its test hangs.</summary>
    protected Task<ToolRun> SignalTestsAsync(string signal, params string[] line)
    {
        var (variable, hangs) = Shop.Hang();
        return Shop.RunAsync(Tested.Text(), async process =>
        {
            await hangs(process);
            await ProjectsWithTests.SignalAsync(process, signal);
        }, [variable, .. line]);
    }
}
