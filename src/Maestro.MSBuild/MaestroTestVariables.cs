using Maestro.Engine.Artifacts;
using Maestro.Engine.Diagnostics;
using Microsoft.Build.Framework;

namespace Maestro.MSBuild;

/// <summary>Hands variables to tests: in settings for VSTest, or in the environment of the programs that the project runs from now on.</summary>
public sealed class MaestroTestVariables : Microsoft.Build.Utilities.Task
{
    /// <summary>Tells test programs that have environments of their own (<c>Maestro.TestingPlatform</c>) that one is up.</summary>
    private const string Elsewhere = "MAESTRO_AROUND_TESTS";

    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(2);

    /// <summary>Names of variables; metadata Value.</summary>
    public ITaskItem[] Variables { get; set; } = [];

    /// <summary>The file of settings to write, in a folder for such files alone; the environment is set when there is none.</summary>
    public string? File { get; set; }

    /// <summary>Files that say that the tests have not all passed yet, in the folders that <see cref="MaestroStartTests"/> has named.</summary>
    public string[] Marks { get; set; } = [];

    /// <summary>The settings of the user, which are kept in that file.</summary>
    public string? Over { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (var mark in Marks)
        {
            System.IO.File.WriteAllText(mark, File);
        }

        var variables = Variables.Select(v => KeyValuePair.Create(v.ItemSpec, v.GetMetadata("Value")));
        if (string.IsNullOrEmpty(File))
        {
            // MSBuild gives each project the environment that it had before, so no other one sees them.
            foreach (var (name, value) in variables.Append(KeyValuePair.Create(Elsewhere, "up")))
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            return true;
        }

        try
        {
            DeleteLeftovers(Path.GetDirectoryName(File)!);
            RunSettingsFile.Write(File, variables, Over);
        }
        catch (MaestroException exception)
        {
            new MSBuildProgress(Log).Report(exception.Diagnostics);
        }

        return !Log.HasLoggedErrors;
    }

    // A build that was killed could not.
    private static void DeleteLeftovers(string folder)
    {
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(f => DateTime.UtcNow - System.IO.File.GetLastWriteTimeUtc(f) > LongestRun))
            {
                System.IO.File.Delete(file);
            }
        }
    }
}
