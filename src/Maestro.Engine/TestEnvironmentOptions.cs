using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Maestro.Engine.Progress;

namespace Maestro.Engine;

/// <summary>How an environment is started for tests. Without any of it, a copy of its own is started and taken down again.</summary>
public sealed record TestEnvironmentOptions
{
    /// <summary>What to take from the surroundings, such as variables for the template and the folder for files about the run.</summary>
    /// <remarks>While another process uses the folder for such files, one of a number below it is taken.</remarks>
    public ConductorSettings Settings { get; init; } = new();

    /// <summary>
    /// The play that starts the environment, with its options; all services of a fresh copy by default. Processes that name the same copy
    /// (<see cref="Play.Run"/>) share it, and the last of them takes it down.
    /// </summary>
    public Play Start { get; init; } = new(PlayKind.Start);

    /// <summary>Files that are laid over the environment file; none by default.</summary>
    public IReadOnlyList<string> Overlays { get; init; } = [];

    /// <summary>
    /// Use the environment itself, or the copy that <see cref="Start"/> names: leave alone what runs of it, start what is missing, and take nothing
    /// down. False by default.
    /// </summary>
    public bool Reuse { get; init; }

    /// <summary>What becomes of the containers in the end; <see cref="TestEnvironmentKeep.Never"/> by default.</summary>
    public TestEnvironmentKeep Keep { get; init; }

    /// <summary>Who is told of the events of all plays; nobody by default.</summary>
    public IProgress<MaestroEvent>? Progress { get; init; }

    /// <summary>What <see cref="Keep"/> is called in a build file or on a command line.</summary>
    /// <param name="text"><c>Never</c>, <c>OnFailure</c> or <c>Always</c>, in whatever case; nothing for <c>Never</c>.</param>
    /// <exception cref="MaestroException">It is none of them.</exception>
    public static TestEnvironmentKeep ParseKeep(string? text)
        => string.IsNullOrWhiteSpace(text)
            ? TestEnvironmentKeep.Never
            : Enum.GetValues<TestEnvironmentKeep>().Cast<TestEnvironmentKeep?>().FirstOrDefault(k => string.Equals($"{k}", text.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw new MaestroException(Diagnostic.Error(DiagnosticCodes.InvalidOption, $"'{text}' says nothing about what becomes of the containers of tests; expected Never, OnFailure or Always."));
}
