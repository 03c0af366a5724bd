using System.Diagnostics;
using System.Text;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;
using Xunit.Abstractions;

namespace Maestro.Engine.Tests.Loading;

/// <summary>A file twice as large costs twice as much. Memory is counted, and not time, so that a busy machine changes nothing.</summary>
public class LargeFileTests(ITestOutputHelper output)
{
    private const double Most = 2.3;

    [Theory]
    [InlineData("services", 500)]
    [InlineData("instances", 2_000)]
    [InlineData("chain", 500)]
    [InlineData("ports", 2_000)]
    [InlineData("variables", 5_000)]
    [InlineData("template", 1_000)]
    [InlineData("pairs", 500)]
    [InlineData("mistakes", 500)]
    public void Costs_twice_as_much_when_it_is_twice_as_large(string shape, int size)
    {
        Allocated(shape, 10);

        var (once, twice) = (Allocated(shape, size), Allocated(shape, 2 * size));

        Assert.True(twice < once * Most, $"{shape}: {once} bytes for {size}, {twice} for twice as many.");
    }

    [Fact]
    public void The_hashes_of_instances_that_are_told_of_many_others_cost_twice_as_much_for_twice_as_many()
    {
        AllocatedForHashes(10);

        var (once, twice) = (AllocatedForHashes(500), AllocatedForHashes(1_000));

        Assert.True(twice < once * Most, $"{once} bytes for 500, {twice} for twice as many.");
    }

    private static long AllocatedForHashes(int size)
    {
        var environment = Loaded.Environment(Text("pairs", size));
        var specs = new ContainerSpecs(environment);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(2 * size, environment.Instances.Select(specs.HashOf).Distinct().Count());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private long Allocated(string shape, int size)
    {
        var text = Text(shape, size);
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        if (shape == "mistakes")
        {
            Assert.Equal(size, Loaded.Mistakes(text).Count);
        }
        else
        {
            Plan(Loaded.Environment(text));
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{shape} {size}: {allocated / 1024} KiB, {watch.ElapsedMilliseconds} ms");
        return allocated;
    }

    private static void Plan(MaestroEnvironment environment)
    {
        var play = new Play(PlayKind.Start);
        var fleet = new ObservedFleet([.. environment.Ships.Select(s => new ObservedShip(s.Name))]);
        var plan = new Planner(environment, play, new ContainerSpecs(environment)).Plan(Selection.Make(environment, play), fleet);
        Assert.NotEmpty(plan.Steps);
    }

    private static string Text(string shape, int size)
    {
        var text = new StringBuilder("__maestro: {schema: 2}\nname: large\nships: {h: {ip: 10.0.0.1}}\nservices:\n");
        switch (shape)
        {
            case "services":
                ForEach(size, i => text.Append($"  s{i}: {{image: a, instances: {{s{i}-1: {{ship: h}}}}}}\n"));
                break;
            case "instances":
                text.Append("  s:\n    image: a\n    instances:\n");
                ForEach(size, i => text.Append($"      s-{i}: {{ship: h}}\n"));
                break;
            case "chain":
                ForEach(size, i => text.Append($"  s{i}: {{image: a, {(i == 0 ? "" : $"requires: s{i - 1}, ")}instances: {{s{i}-1: {{ship: h, {(i == 0 ? "" : $"volumes_from: s{i - 1}-1")}}}}}}}\n"));
                break;
            case "ports":
                text.Append("  s:\n    image: a\n    instances:\n      s-1:\n        ship: h\n        ports:\n");
                ForEach(size, i => text.Append($"          p{i}: {i + 1}\n"));
                break;
            case "variables":
                text.Append("  s:\n    image: a\n    instances:\n      s-1:\n        ship: h\n        env:\n");
                ForEach(size, i => text.Append($"          V{i}: {i}\n"));
                break;
            case "template":
                text.Append($$$"""  {s: {image: a, instances: { {% for i in range({{{size}}}) %}s-{{ i }}: {ship: h}, {% endfor %} } } }""");
                break;
            case "pairs":
                ForEach(2, s => text.Append($"  s{s}:\n    image: a\n    {(s == 0 ? "omit: no" : "requires: s0")}\n    instances:\n{string.Concat(Enumerable.Range(0, size).Select(i => $"      s{s}-{i}: {{ship: h}}\n"))}"));
                break;
            default:
                ForEach(size, i => text.Append($"  s{i}: {{image: a, requires: [t{i}], instances: {{s{i}-1: {{ship: h}}}}}}\n"));
                break;
        }

        return text.ToString();
    }

    private static void ForEach(int count, Action<int> act)
    {
        for (var i = 0; i < count; i++)
        {
            act(i);
        }
    }
}
