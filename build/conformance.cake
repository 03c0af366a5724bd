// The golden cases, seen by two pairs of eyes: the runner in .NET, in process, and the checker in Python with the packed tool.

void RunConformance(bool everything)
{
    Run("dotnet", "run", "--project", "tests/Maestro.Conformance", "--no-build", "--configuration", configuration);
    if (!HasProgram("python3"))
    {
        Warning("There is no python3, so the packed tool is not checked.");
        return;
    }

    InstallTool();
    const int SampleStep = 8;
    var cases = CasesThatHaveToPass().Where((_, number) => everything || number % SampleStep == 0).ToList();
    Information($"The packed tool, with {cases.Count} cases");
    Run("python3", ["-B", "tests/Maestro.Conformance/tools/check.py", .. cases, "--", MaestroTool.FullPath]);
}

List<string> CasesThatHaveToPass()
{
    var notYet = System.IO.File.ReadLines("tests/Maestro.Conformance/not-yet.txt").Select(line => line.Split(' ')[0]).ToHashSet();
    return GetDirectories("tests/Maestro.Conformance/cases/*")
        .Where(folder => !notYet.Contains(folder.GetDirectoryName()))
        .Select(folder => folder.FullPath)
        .Order(StringComparer.Ordinal)
        .ToList();
}
