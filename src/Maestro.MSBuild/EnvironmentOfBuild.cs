using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Maestro.Engine;

namespace Maestro.MSBuild;

/// <summary>An environment that is up for the tests of a build. MSBuild disposes of it when the build ends: when all is done, after a failure, after Ctrl-C.</summary>
internal sealed class EnvironmentOfBuild : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _unfinished = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];
    private readonly MaestroTestEnvironment _environment;
    private readonly PosixSignalRegistration _interruption;
    private volatile bool _isInterrupted;

    public EnvironmentOfBuild(MaestroTestEnvironment environment)
    {
        _environment = environment;
        _interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _isInterrupted = true); // MSBuild acts on it; here it is only noted
    }

    /// <summary>Tests of a project begin.</summary>
    /// <param name="project">The project.</param>
    /// <param name="file">A file that was made for them and goes with the environment; null for none.</param>
    public void Begin(string project, string? file)
    {
        lock (_gate)
        {
            _unfinished.Add(project);
            _files.AddRange(file is null ? [] : [file]);
        }
    }

    /// <summary>All tests of a project have passed.</summary>
    public void Pass(string project)
    {
        lock (_gate)
        {
            _unfinished.Remove(project);
        }
    }

    // The log of the build is closed by now, and an exception would end MSBuild.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, the build is over and is to end.")]
    public void Dispose()
    {
        _interruption.Dispose();
        _environment.Failed = !_isInterrupted && _unfinished.Count > 0;
        try
        {
            foreach (var diagnostic in _environment.EndAsync().GetAwaiter().GetResult().Diagnostics)
            {
                Console.Error.WriteLine(diagnostic);
            }

            _files.ForEach(File.Delete);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception);
        }
    }
}
