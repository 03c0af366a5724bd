using System.Text;
using Maestro.Engine.Planning;

namespace Maestro.MSBuild.Tests;

/// <summary>The targets of the plays, made from the table of plays: MSBuild has no way to say the parameters of several tasks once.</summary>
internal static class PlayTargetsText
{
    // What every play takes beside the options of the table.
    private static readonly (string Parameter, string Value)[] Common =
    [
        ("Environments", "@(MaestroEnvironment)"),
        ("Images", "@(MaestroImage)"),
        ("ProjectDirectory", "$(MSBuildProjectDirectory)"),
        ("ProjectName", "$(MSBuildProjectName)"),
        ("Variables", "$(MaestroVariables)"),
        ("Lenient", "$(MaestroLenient)"),
        ("ArtifactsPath", "$(MaestroArtifactsPath)"),
    ];

    public static string Make()
    {
        var text = new StringBuilder("<Project>\n  <!-- Made from the table of plays (PlayTargetsTests, MAESTRO_APPROVE=1): every play takes the options that the table gives it. -->\n");
        foreach (var play in PlayTable.All)
        {
            Add(text, play);
        }

        return text.Append("</Project>\n").ToString();
    }

    private static void Add(StringBuilder text, PlayDescription play)
    {
        var name = $"Maestro{play.Kind}";
        var parameters = Common.Concat((play.TakesThings ? ["Things"] : Array.Empty<string>()).Concat(play.Options.Select(o => o.Name)).Select(o => (o, $"$(Maestro{o})")));
        text.Append($"""

              <!-- {play.Summary} -->
              <UsingTask TaskName="Maestro.MSBuild.{name}" AssemblyFile="$(MaestroTasksAssembly)" Runtime="NET" />
              <Target Name="{name}" DependsOnTargets="_MaestroBeforePlay" Condition="'$(DesignTimeBuild)' != 'true'" Returns="@(MaestroInstance)">
                <ItemGroup>
                  <MaestroInstance Remove="@(MaestroInstance)" />
                  <MaestroEndpoint Remove="@(MaestroEndpoint)" />
                </ItemGroup>
                <Maestro.MSBuild.{name}
            {string.Join('\n', parameters.Select(p => $"      {p.Item1}=\"{p.Item2}\""))}>
                  <Output TaskParameter="Instances" ItemName="MaestroInstance" />
                  <Output TaskParameter="Endpoints" ItemName="MaestroEndpoint" />
                </Maestro.MSBuild.{name}>
              </Target>

            """);
    }
}
