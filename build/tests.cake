// Runs the test projects one after the other (many measure time, and there is one engine) and adds up what they report.

// Suites that take many minutes, and the part of them that is run unless all is asked for.
Dictionary<string, string> Samples => new()
{
    ["Maestro.Fleet.Tests"] = "FullyQualifiedName~TransportTests|FullyQualifiedName~RequestsTests|FullyQualifiedName~SampleTests",
};

DirectoryPath TestResults => MakeAbsolute(Directory("artifacts/tests"));

void RunTests(bool everything)
{
    CleanDirectory(TestResults);
    var failed = new List<string>();
    foreach (var project in GetFiles("tests/*/*.Tests.csproj").OrderBy(file => file.FullPath, StringComparer.Ordinal))
    {
        var name = project.GetFilenameWithoutExtension().ToString();
        Information($"Testing {name}");
        var sample = everything ? null : Samples.GetValueOrDefault(name);
        if (!PassesTests(project, name, sample))
        {
            failed.Add(name);
        }
    }

    var lack = LackOfNewerEngine();
    if (lack is not null)
    {
        Warning($"Skipped: {SuiteOnNewerEngine}, because {lack}.");
    }
    else if (!PassesOnNewerEngine(everything))
    {
        failed.Add(SuiteOnNewerEngine);
    }

    Judge(failed, skipped: lack is null ? 0 : 1);
}

// A line for CI, and an exception for what did not pass.
void Judge(List<string> failed, int skipped)
{
    var count = GetFiles($"{TestResults}/*.trx").Select(CountsIn).Aggregate(new TestCount(0, 0, skipped), (sum, next) => sum.Plus(next));
    Console.WriteLine(count); // plain and alone on its line, for CI to read
    if (failed.Count > 0 || count.Failed > 0)
    {
        throw new CakeException($"Tests failed: {string.Join(", ", failed)}");
    }

    if (count.Passed == 0)
    {
        throw new CakeException("No test ran.");
    }
}

// The words in front, if any, are a program that starts the tests where it wants them.
bool PassesTests(FilePath project, string report, string? sample, params string[] inFront)
{
    string[] words =
    [
        .. inFront, "dotnet", "test", project.FullPath, "--no-build", "--configuration", configuration,
        "--logger", $"trx;LogFileName={TestResults}/{report}.trx", "--logger", "console;verbosity=minimal", "--filter", sample ?? "FullyQualifiedName~.",
    ];
    return ExitCodeOf(".", words[0], words[1..]) == 0;
}

TestCount CountsIn(FilePath report)
{
    var document = System.Xml.Linq.XDocument.Load(report.FullPath);
    var counters = document.Descendants().Single(element => element.Name.LocalName == "Counters");
    int Value(string name) => (int)counters.Attribute(name)!;

    // What did not run was skipped; VSTest's own counter of those stays at nought.
    return new(Value("passed"), Value("executed") - Value("passed"), Value("total") - Value("executed"));
}

record TestCount(int Passed, int Failed, int Skipped)
{
    public TestCount Plus(TestCount other) => new(Passed + other.Passed, Failed + other.Failed, Skipped + other.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed" + (Skipped > 0 ? $", {Skipped} skipped" : "");
}
