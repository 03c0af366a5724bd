using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace Maestro.Benchmarks.Loading;

/// <summary><c>loading</c>: the benchmark; <c>loading once SHIPS SERVICES [template]</c>: a single cold run.</summary>
internal static class LoadingCommand
{
    public const string Name = "loading";

    public static void Run(string[] words)
    {
        if (words is ["once", var ships, var services, ..])
        {
            LoadingRun.Once(int.Parse(ships, CultureInfo.InvariantCulture), int.Parse(services, CultureInfo.InvariantCulture), words.Contains("template"));
        }
        else
        {
            BenchmarkRunner.Run<LoadingBenchmark>(DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks"));
        }
    }
}
