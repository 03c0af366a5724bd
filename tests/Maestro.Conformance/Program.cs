using System.Diagnostics;
using Maestro.Conformance;
using Maestro.Conformance.Cases;

var folder = args.Length == 0 ? Repository.Cases : Path.GetFullPath(args[0]);
if (args.Length > 1 || !Directory.Exists(folder))
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/Maestro.Conformance -- [FOLDER]   (a case, or a folder of cases)");
    return 2;
}

var watch = Stopwatch.StartNew();
var isOurs = (folder + Path.DirectorySeparatorChar).StartsWith(Repository.Cases + Path.DirectorySeparatorChar, StringComparison.Ordinal);
var results = await ConformanceRun.RunAsync(CaseFolder.In(folder), isOurs ? Repository.NotYet : NotYetList.Empty);
foreach (var line in results.SelectMany(r => r.Lines()))
{
    Console.WriteLine(line);
}

int Count(CaseVerdict verdict) => results.Count(r => r.Verdict == verdict);
var notYet = Count(CaseVerdict.NotYet);
Console.WriteLine($"{Count(CaseVerdict.Passed)} passed, {Count(CaseVerdict.Failed)} failed{(notYet > 0 ? $", {notYet} not yet" : "")} ({watch.Elapsed.TotalSeconds:0.0} s)");
return Count(CaseVerdict.Failed) > 0 || results.Count == 0 ? 1 : 0;
