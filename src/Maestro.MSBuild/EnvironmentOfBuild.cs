using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Maestro.Engine;

namespace Maestro.MSBuild;

/// <summary>An environment that is up for the tests of a build. MSBuild disposes of it when the build ends: when all is done, after a failure, after Ctrl-C.</summary>
/// <remarks>
/// Projects whose tests run leave a file in a folder, and take it away when all have passed: they may be built by other processes than the one that has the
/// environment. In the file is the path of what was made for the tests and is not needed any more.
/// </remarks>
internal sealed class EnvironmentOfBuild : IDisposable
{
    private readonly MaestroTestEnvironment _environment;
    private readonly PosixSignalRegistration _interruption;
    private volatile bool _isInterrupted;

    public EnvironmentOfBuild(MaestroTestEnvironment environment)
    {
        _environment = environment;
        Folder = environment.ArtifactsPath is { } files ? Path.Combine(files, "tests") : Directory.CreateTempSubdirectory("maestro-tests-").FullName;
        Directory.CreateDirectory(Folder);
        DeleteFiles(); // of a build that was killed
        _interruption = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _isInterrupted = true); // MSBuild acts on it; here it is only noted
    }

    /// <summary>The folder for the files of projects.</summary>
    public string Folder { get; }

    // The log of the build is closed by now, and an exception would end MSBuild.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, the build is over and is to end.")]
    public void Dispose()
    {
        _interruption.Dispose();
        try
        {
            _environment.Failed = DeleteFiles() && !_isInterrupted;
            foreach (var diagnostic in _environment.EndAsync().GetAwaiter().GetResult().Diagnostics)
            {
                Console.Error.WriteLine(diagnostic);
            }

            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception);
        }
    }

    /// <returns>Whether there were any.</returns>
    private bool DeleteFiles()
    {
        var files = Directory.GetFiles(Folder);
        foreach (var file in files)
        {
            if (File.ReadAllText(file) is { Length: > 0 } made)
            {
                File.Delete(made);
            }

            File.Delete(file);
        }

        return files.Length > 0;
    }
}
