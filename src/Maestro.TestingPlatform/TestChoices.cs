using Microsoft.Testing.Platform.CommandLine;

namespace Maestro.TestingPlatform;

/// <summary>What the command line of a test program says about its environment.</summary>
/// <param name="Keep">The text of <c>--maestro-keep</c>, or null.</param>
/// <param name="Run">The text of <c>--maestro-run</c>, or null.</param>
/// <param name="Reuse">Whether <c>--maestro-reuse</c> is there.</param>
/// <param name="Host">Who has started the program.</param>
internal sealed record TestChoices(string? Keep, string? Run, bool Reuse, TestProgramHost Host)
{
    private const string Server = "server";

    public static TestChoices Of(ICommandLineOptions options) => new(
        options.TryGetOptionArgumentList(MaestroOptions.Keep, out var keep) ? keep[0] : null,
        options.TryGetOptionArgumentList(MaestroOptions.Run, out var run) ? run[0] : null,
        options.IsOptionSet(MaestroOptions.Reuse),
        HostOf(options));

    // A server without a protocol is one for IDEs.
    private static TestProgramHost HostOf(ICommandLineOptions options)
        => !options.IsOptionSet(Server) ? TestProgramHost.User
            : options.TryGetOptionArgumentList(Server, out var protocol) && protocol.Contains("dotnettestcli", StringComparer.OrdinalIgnoreCase) ? TestProgramHost.DotnetTest
            : TestProgramHost.TestExplorer;
}

/// <summary>Who has started a test program.</summary>
internal enum TestProgramHost
{
    /// <summary>A user or a script, by itself or with <c>dotnet run</c>.</summary>
    User,

    /// <summary><c>dotnet test</c>, perhaps with other test programs.</summary>
    DotnetTest,

    /// <summary>An IDE, which asks it to find tests and to run them again and again.</summary>
    TestExplorer,
}
