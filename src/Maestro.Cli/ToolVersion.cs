using System.Reflection;

namespace Maestro.Cli;

/// <summary>The version of the tool, which the packages share.</summary>
internal static class ToolVersion
{
    /// <summary>Without the commit it was made from.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
