using System.Diagnostics;

namespace Maestro.Benchmarks;

/// <summary>Runs contestants in turns, so that a slow moment of the machine hits all of them, and compares medians.</summary>
internal sealed class Contest(string title, int rounds)
{
    private readonly List<(string Name, Action Run, Action After, List<double> Milliseconds)> _contestants = [];

    public void Add(string name, Action run, Action after) => _contestants.Add((name, run, after, []));

    public void Hold()
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, run, after, milliseconds) in _contestants)
            {
                var watch = Stopwatch.StartNew();
                run();
                milliseconds.Add(watch.Elapsed.TotalMilliseconds);
                after();
            }
        }

        Print();
    }

    private void Print()
    {
        var first = Median(_contestants[0].Milliseconds);
        Console.WriteLine($"## {title} ({rounds} rounds in turns; milliseconds)");
        Console.WriteLine("| what | median | min | max | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, _, _, milliseconds) in _contestants)
        {
            Console.WriteLine($"| {name} | {Median(milliseconds):0.0} | {milliseconds.Min():0.0} | {milliseconds.Max():0.0} | {Median(milliseconds) / first:0.00} |");
        }

        Console.WriteLine();
    }

    private static double Median(List<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
