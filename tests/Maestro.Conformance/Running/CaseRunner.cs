using System.Collections;
using Maestro.Cli;
using Maestro.Conformance.Cases;
using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Model;
using Maestro.Testing;

namespace Maestro.Conformance.Running;

/// <summary>Runs the command line of a case in this process, against stand-ins of the case's engines.</summary>
internal static class CaseRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<CaseRun> RunAsync(CaseFolder folder, GoldenData golden)
    {
        using var temporary = new TemporaryFolder();
        var sockets = Directory.CreateDirectory(Path.Combine(temporary.Path, "s")).FullName;
        var work = folder.NeedsCertificates ? WithCertificates(folder, temporary) : folder.Path;
        var scenario = folder.Engine;
        await using var fleet = await Fleet.StartAsync(scenario, golden, sockets);

        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new CliSurroundings
        {
            Output = TextWriter.Synchronized(output),
            Error = TextWriter.Synchronized(error),
            Input = new StringReader(folder.StandardInput ?? string.Empty),
            WorkingDirectory = work,
            EnvironmentVariables = Variables(folder, scenario, sockets, temporary.Path),
        };
        var exit = await PlayAsync(folder, surroundings);
        return new CaseRun
        {
            ExitCode = exit,
            Output = output.ToString(),
            Error = error.ToString(),
            Calls = fleet.Calls(),
            PortsOpen = fleet.PortsOpen(),
            Model = TryLoad(folder, surroundings),
        };
    }

    private static async Task<int?> PlayAsync(CaseFolder folder, CliSurroundings surroundings)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var exit = await new MaestroCommandLine(surroundings).RunAsync(folder.Words, deadline.Token);
        return deadline.IsCancellationRequested ? null : exit;
    }

    // The model is loaded once more, beside the command line, by the same front door.
    private static MaestroEnvironment? TryLoad(CaseFolder folder, CliSurroundings surroundings)
    {
        try
        {
            return new Conductor(new ConductorSettings
            {
                EnvironmentVariables = surroundings.EnvironmentVariables,
                WorkingDirectory = surroundings.WorkingDirectory,
                StandardInput = new StringReader(folder.StandardInput ?? string.Empty),
            }).Load(EnvironmentFile(folder.Words));
        }
        catch (MaestroException)
        {
            return null; // what it says is in the output of the command line
        }
    }

    private static string EnvironmentFile(IReadOnlyList<string> words)
    {
        var file = words.SkipWhile(w => w is not ("-f" or "--file")).Skip(1).FirstOrDefault();
        return file ?? "maestro.yaml";
    }

    private static Dictionary<string, string> Variables(CaseFolder folder, EngineScenario scenario, string sockets, string temporary)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(v => (string)v.Key is not ("DOCKER_HOST" or "DOCKER_TLS_VERIFY" or "DOCKER_CONTEXT"))
            .ToDictionary(v => (string)v.Key, v => (string)v.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in folder.EnvironmentVariables)
        {
            variables[name] = value;
        }

        var home = scenario.Home is null ? temporary : Path.Combine(folder.Path, scenario.Home);
        variables["SOCKETS"] = sockets;
        variables["HOME"] = home;
        variables["DOCKER_CONFIG"] = Path.Combine(home, ".docker");
        return variables;
    }

    private static string WithCertificates(CaseFolder folder, TemporaryFolder temporary)
    {
        var copy = Directory.CreateDirectory(Path.Combine(temporary.Path, folder.Name)).FullName;
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        Certificates.WriteTo(copy);
        return copy;
    }
}
