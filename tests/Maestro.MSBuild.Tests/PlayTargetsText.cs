using System.Text;
using Maestro.Engine.Model;
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

    /// <summary>How an environment is started for tests: what a project hands to the project that does it, and what that one does with it.</summary>
    public static string MakeStartTests()
    {
        var start = PlayTable.Of(PlayKind.Start);
        string[] options = ["Variables", "Lenient", "Things", .. start.Options.Select(o => o.Name), "Keep", "TestImages"];
        return $"""
            <Project>
              <!-- Made from the table of plays (PlayTargetsTests, MAESTRO_APPROVE=1): tests take the options of a start. -->

              <!-- What a project hands over. -->
              <Target Name="_MaestroTestProperties">
                <PropertyGroup>
                  <_MaestroTestProperties>MaestroTasksAssembly=$([MSBuild]::Escape('$(MaestroTasksAssembly)'))</_MaestroTestProperties>
            {string.Join('\n', options.Select(o => $"      <_MaestroTestProperties>$(_MaestroTestProperties);Maestro{o}=$([MSBuild]::Escape('$(Maestro{o})'))</_MaestroTestProperties>"))}
                </PropertyGroup>
              </Target>

              <!-- What is done with it. -->
              <UsingTask TaskName="Maestro.MSBuild.MaestroStartTests" AssemblyFile="$(MaestroTasksAssembly)" Runtime="NET" />
              <Target Name="StartTests" Returns="@(MaestroTestOutput)">
                <ItemGroup>
                  <MaestroEnvironment Include="$(MaestroTestFile)" Overlay="$(MaestroTestOverlay)" />
                </ItemGroup>
                <Maestro.MSBuild.MaestroStartTests
                  Environments="@(MaestroEnvironment)"
                  ProjectDirectory="$([System.IO.Path]::GetDirectoryName('$(MaestroTestFile)'))"
                  ArtifactsPath="$(MaestroArtifactsPath)"
            {string.Join('\n', options.Select(o => $"      {o}=\"$(Maestro{o})\""))}>
                  <Output TaskParameter="Folder" PropertyName="MaestroTestFolder" />
                  <Output TaskParameter="TestVariables" ItemName="MaestroTestVariable" />
                  <Output TaskParameter="Instances" ItemName="MaestroInstance" />
                  <Output TaskParameter="Endpoints" ItemName="MaestroEndpoint" />
                </Maestro.MSBuild.MaestroStartTests>
                <ItemGroup>
                  <MaestroTestOutput Include="@(MaestroTestVariable)" Kind="Variable" />
                  <MaestroTestOutput Include="@(MaestroInstance)" Kind="Instance" />
                  <MaestroTestOutput Include="@(MaestroEndpoint)" Kind="Endpoint" />
                  <MaestroTestOutput Include="$(MaestroTestFolder)" Kind="Folder" />
                </ItemGroup>
              </Target>
            </Project>

            """;
    }

    /// <summary>The options of a start as lines that a test program reads.</summary>
    public static string MakeTestingPlatformOptions() => $"""
        <Project>
          <!-- Made from the table of plays (PlayTargetsTests, MAESTRO_APPROVE=1): test programs take the options of a start. -->
          <Target Name="_MaestroCollectStartOptions">
            <PropertyGroup>
              <_MaestroStartOptions>{string.Join(';', PlayTable.Of(PlayKind.Start).Options.Select(o => $"{o.Name}=$(Maestro{o.Name})"))}</_MaestroStartOptions>
            </PropertyGroup>
          </Target>
        </Project>

        """;

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
