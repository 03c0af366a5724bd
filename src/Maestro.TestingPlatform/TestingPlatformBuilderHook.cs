using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Services;

namespace Maestro.TestingPlatform;

/// <summary>Adds Maestro to a test program. Programs that the platform generates call it by themselves.</summary>
public static class TestingPlatformBuilderHook
{
    /// <summary>Adds Maestro to a test program.</summary>
    /// <param name="testApplicationBuilder">The program's builder.</param>
    /// <param name="arguments">The program's arguments; of no meaning here.</param>
    public static void AddExtensions(ITestApplicationBuilder testApplicationBuilder, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(testApplicationBuilder);
        var controller = new CompositeExtensionFactory<TestHostEnvironment>(services => new TestHostEnvironment(TestChoices.Of(services.GetCommandLineOptions()), services.GetOutputDevice()));
        testApplicationBuilder.CommandLine.AddProvider(() => new MaestroOptions());
        testApplicationBuilder.TestHostControllers.AddEnvironmentVariableProvider(controller);
        testApplicationBuilder.TestHostControllers.AddProcessLifetimeHandler(controller);
        testApplicationBuilder.TestHost.AddTestSessionLifetimeHandle(services => new TestSessionEnvironment(TestChoices.Of(services.GetCommandLineOptions()), services.GetOutputDevice()));
    }
}
