using Maestro.Engine.Progress;

namespace Maestro.Cli;

/// <summary>Writes lines of logs: with the instance in front when there are several, in a colour of its own where colours are wanted.</summary>
internal sealed class LogOutput
{
    private const string Plain = "\e[0m";
    private static readonly int[] Colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

    private readonly TextWriter _output;
    private readonly bool _timestamps;
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    /// <param name="surroundings">Where to write to.</param>
    /// <param name="instances">All instances whose lines may come.</param>
    /// <param name="timestamps">Whether to show when lines were written.</param>
    public LogOutput(CliSurroundings surroundings, IReadOnlyList<string> instances, bool timestamps)
    {
        _output = surroundings.Output;
        _timestamps = timestamps;
        if (instances.Count < 2)
        {
            return;
        }

        var width = instances.Max(i => i.Length);
        foreach (var (number, instance) in instances.Index())
        {
            var prefix = $"{instance.PadRight(width)} | ";
            _prefixes[instance] = surroundings.ColoursOutput ? $"\e[{Colours[number % Colours.Length]}m{prefix}{Plain}" : prefix;
        }
    }

    public Task WriteAsync(LogLine line, CancellationToken cancellation)
        => _output.WriteLineAsync($"{_prefixes.GetValueOrDefault(line.Instance)}{line.Show(_timestamps)}".AsMemory(), cancellation);
}
