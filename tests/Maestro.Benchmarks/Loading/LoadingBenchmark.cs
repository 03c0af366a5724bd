using BenchmarkDotNet.Attributes;

namespace Maestro.Benchmarks.Loading;

/// <summary>Loads, validates and plans a first start of a large file, again and again.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(2)]
[IterationCount(7)]
[InvocationCount(1, 1)]
public class LoadingBenchmark
{
    private string _text = string.Empty;

    [Params(100, 1000)]
    public int Services { get; set; }

    [Params(false, true)]
    public bool Template { get; set; }

    [GlobalSetup]
    public void Write() => _text = Template ? LargeFile.Template(Services, Services) : LargeFile.WrittenOut(Services, Services);

    [Benchmark]
    public int LoadValidateAndPlan() => LoadingRun.Plan(_text).Steps.Count;
}
