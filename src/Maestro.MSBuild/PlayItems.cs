using System.Globalization;
using Maestro.Engine.Progress;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Maestro.MSBuild;

/// <summary>What came of a play, as items of the build.</summary>
internal static class PlayItems
{
    public static ITaskItem Of(InstanceResult instance, string environment) => new TaskItem(Escape(instance.Name), new Dictionary<string, string>
    {
        ["Environment"] = Escape(environment),
        ["Service"] = Escape(instance.Service),
        ["Ship"] = Escape(instance.Ship),
        ["Address"] = Escape(instance.Address),
        ["ContainerId"] = Escape(instance.ContainerId),
        ["Image"] = Escape(instance.Image),
        ["ImageId"] = Escape(instance.ImageId),
        ["Status"] = Escape(instance.Status),
        ["Outcome"] = Escape(instance.Outcome),
        ["StartedAt"] = Escape(instance.StartedAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? string.Empty),
    });

    public static ITaskItem Of(ServiceEndpoint endpoint, string environment) => new TaskItem(Escape(endpoint.Identity), new Dictionary<string, string>
    {
        ["Environment"] = Escape(environment),
        ["Host"] = Escape(endpoint.Host),
        ["Port"] = endpoint.Port.ToString(CultureInfo.InvariantCulture),
        ["Protocol"] = Escape(endpoint.Protocol),
        ["State"] = endpoint.State.ToString(),
    });

    public static ITaskItem Of(KeyValuePair<string, string> variable)
        => new TaskItem(Escape(variable.Key), new Dictionary<string, string> { ["Value"] = Escape(variable.Value) });

    /// <summary>Items take escaped text; MSBuild would read a '%' or ';' of a name as its own.</summary>
    private static string Escape(string text)
        => text.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3b", StringComparison.Ordinal);
}
