using Maestro.Engine.Progress;

namespace Maestro.Engine.Reporting;

/// <summary>The table of instances that ends a play: number, instance, service, ship, container, status.</summary>
public static class InstanceTable
{
    /// <summary>The table as lines, header first, without colours.</summary>
    /// <param name="result">The play.</param>
    /// <param name="width">Characters per line; 0 for as wide as the content.</param>
    public static IReadOnlyList<string> Render(PlayResult result, int width = 0) => throw new NotImplementedException();
}
