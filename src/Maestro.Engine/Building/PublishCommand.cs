using Maestro.Engine.Model;

namespace Maestro.Engine.Building;

/// <summary>The command of the .NET SDK that makes an image of a project, as an archive.</summary>
/// <param name="Build">The project.</param>
/// <param name="Image">What the image is called.</param>
/// <param name="Platform">The platform it is made for, such as linux/amd64; empty for what the project says.</param>
/// <param name="Sources">The hash of the sources, which the image tells in a label.</param>
internal sealed record PublishCommand(ProjectBuild Build, ImageReference Image, string Platform, string Sources)
{
    private const string PlatformProperty = "ContainerRuntimeIdentifier";

    // Of a build that this one runs in; they would lead to its MSBuild instead of the SDK's own.
    private static readonly string[] OfOuterBuild = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH", "VisualStudioVersion"];

    /// <summary>What sets the label, for it is an item, which no command line can say.</summary>
    public static string LabelTargets(string label) => $"""
        <Project>
          <ItemGroup>
            <ContainerLabel Include="{label}" Value="$(MaestroSources)" />
          </ItemGroup>
        </Project>

        """;

    /// <param name="output">The folder for all that the build makes.</param>
    /// <param name="archive">The archive to write.</param>
    /// <param name="labelTargets">The file with <see cref="LabelTargets"/>.</param>
    public IReadOnlyList<string> Arguments(string output, string archive, string labelTargets) =>
    [
        "publish", Build.Project, "-t:PublishContainer", "--configuration", Build.Configuration, "--artifacts-path", output,
        "-nologo", "-tl:off", "-clp:NoSummary", "-nodeReuse:false",
        .. Property("UseSharedCompilation", "false"),
        .. Property("ContainerArchiveOutputPath", archive),
        .. Property("ContainerRepository", Image.Repository),
        .. Property("ContainerImageTag", Image.Tag),
        .. Property("CustomAfterMicrosoftCommonTargets", labelTargets),
        .. Property("MaestroSources", Sources),
        .. RuntimeOf(Platform) is { } runtime && !Build.Properties.Keys.Any(SaysPlatform) ? Property(PlatformProperty, runtime) : [],
        .. Build.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => Property(p.Key, p.Value)),
    ];

    /// <summary>Environment variables to set, or to take away where the value is null.</summary>
    /// <param name="registries">The registries of the file.</param>
    /// <param name="insecure">The registries that are insecure already.</param>
    public IReadOnlyDictionary<string, string?> Variables(IReadOnlyList<Registry> registries, string? insecure)
    {
        var variables = OfOuterBuild.ToDictionary(v => v, _ => (string?)null, StringComparer.Ordinal);
        variables["MSBUILDDISABLENODEREUSE"] = "1";
        variables["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        variables["DOTNET_NOLOGO"] = "1";
        var plain = registries.Where(r => r.Address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)).Select(r => r.Authority).ToList();
        if (plain.Count > 0)
        {
            variables["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = string.Join(',', string.IsNullOrEmpty(insecure) ? plain : [insecure, .. plain]);
        }

        var baseImage = Build.Properties.FirstOrDefault(p => p.Key.Equals("ContainerBaseImage", StringComparison.OrdinalIgnoreCase)).Value ?? string.Empty;
        if (registries.FirstOrDefault(r => r.Password is not null && baseImage.StartsWith(r.Authority + "/", StringComparison.Ordinal)) is { } registry)
        {
            variables["DOTNET_CONTAINER_PULL_REGISTRY_UNAME"] = registry.Username;
            variables["DOTNET_CONTAINER_PULL_REGISTRY_PWORD"] = registry.Password!.Reveal();
        }

        return variables;
    }

    /// <summary>How .NET calls a platform; null for one that is not told.</summary>
    public static string? RuntimeOf(string platform) => platform.Split('/') switch
    {
        [var system, "amd64", ..] => $"{system}-x64",
        [var system, "386", ..] => $"{system}-x86",
        [var system, "arm", ..] => $"{system}-arm",
        [{ Length: > 0 } system, { Length: > 0 } architecture, ..] => $"{system}-{architecture}",
        _ => null,
    };

    private static bool SaysPlatform(string property)
        => property.StartsWith(PlatformProperty, StringComparison.OrdinalIgnoreCase) || property.StartsWith("RuntimeIdentifier", StringComparison.OrdinalIgnoreCase);

    private static string[] Property(string name, string value) => [$"-p:{name}={Escape(value)}"];

    // What a command line of MSBuild would take for its own.
    private static string Escape(string value)
        => value.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);
}
