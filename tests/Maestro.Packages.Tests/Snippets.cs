[assembly: CollectionBehavior(DisableTestParallelization = true)] // each test is a build of its own

namespace Maestro.Packages.Tests;

internal static class Snippets
{
    /// <summary>A file without mistakes; nothing listens where its ship should be.</summary>
    public const string Good = """
        name: demo
        ships:
          here: {ip: 127.0.0.1, docker_port: 9}
        services:
          web:
            image: fleet/web:1
            instances: {web-1: {ship: here}}

        """;

    /// <summary>The ship of its instance is not known.</summary>
    public const string UnknownShip = """
        name: demo
        ships: {here: {ip: 127.0.0.1}}
        services:
          web:
            image: fleet/web:1
            instances: {web-1: {ship: nowhere}}

        """;

    public const string Mistake = "maestro.yaml(6,31): error MAESTRO305:";

    /// <summary>Stops every import from outside: the project stands alone.</summary>
    public const string NoImports = "<Project />";

    public static string Project(string? extra = null) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="Maestro.MSBuild" Version="{Repository.Version("Maestro.MSBuild")}" PrivateAssets="all" /></ItemGroup>
          {extra}
        </Project>
        """;
}
