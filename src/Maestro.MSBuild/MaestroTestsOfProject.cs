using Microsoft.Build.Framework;

namespace Maestro.MSBuild;

/// <summary>Notes that the tests of a project begin, or have all passed: what becomes of their environment depends on it.</summary>
public sealed class MaestroTestsOfProject : Microsoft.Build.Utilities.Task
{
    /// <summary>That of <see cref="MaestroStartTests"/>.</summary>
    [Required]
    public string Key { get; set; } = string.Empty;

    /// <summary>The project, with its target framework.</summary>
    [Required]
    public string Project { get; set; } = string.Empty;

    /// <summary>A file that was made for its tests, to be deleted with the environment.</summary>
    public string? File { get; set; }

    /// <summary>Whether its tests have passed; else they begin.</summary>
    public bool Passed { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        // There is none where MSBuild has been told to have no node of its own.
        if (BuildEngine4.GetRegisteredTaskObject(Key, RegisteredTaskObjectLifetime.Build) is EnvironmentOfBuild environment)
        {
            if (Passed)
            {
                environment.Pass(Project);
            }
            else
            {
                environment.Begin(Project, string.IsNullOrEmpty(File) ? null : File);
            }
        }

        return true;
    }
}
