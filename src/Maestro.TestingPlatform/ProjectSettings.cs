using Maestro.Engine;
using Maestro.Engine.Diagnostics;
using Maestro.Engine.Loading;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.TestingPlatform;

/// <summary>What the project of a test program says about an environment of its tests. The build writes it beside the program, one <c>name=value</c> per line.</summary>
internal sealed class ProjectSettings
{
    private readonly List<string> _overlays = [];
    private readonly List<string> _variables = [];
    private readonly List<string> _things = [];
    private readonly List<string> _images = [];
    private readonly string _folder;
    private string? _keep;
    private string? _artifacts;
    private bool _lenient;
    private Play _start = new(PlayKind.Start);

    private ProjectSettings(string folder, string file) => (_folder, File) = (folder, Path.GetFullPath(file, folder));

    /// <summary>The file of the running program.</summary>
    public static string DefaultPath { get; } = Path.Combine(AppContext.BaseDirectory, $"{System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name}.maestro");

    /// <summary>The environment file.</summary>
    public string File { get; }

    /// <summary>Reads the settings of all environments of a program, in their order.</summary>
    /// <exception cref="MaestroException">An option has a value that is none.</exception>
    public static IReadOnlyList<ProjectSettings> Read(string path)
    {
        var all = new List<ProjectSettings>();
        foreach (var line in System.IO.File.ReadLines(path).Where(l => l.Contains('=', StringComparison.Ordinal)))
        {
            var (name, value) = (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (name == "environment")
            {
                all.Add(new ProjectSettings(Path.GetDirectoryName(path)!, value));
            }
            else if (value.Length > 0)
            {
                all[^1].Take(name, value);
            }
        }

        return all;
    }

    /// <summary>As options of a start, with what the command line says before all else.</summary>
    public TestEnvironmentOptions With(TestChoices choices)
    {
        var run = choices.Run ?? _start.Run ?? (choices.Host == TestProgramHost.DotnetTest ? ParentProcess.RunName() : null);
        var reuse = choices.Reuse || _start.Reuse;
        return new TestEnvironmentOptions
        {
            Settings = new ConductorSettings
            {
                WorkingDirectory = Path.GetDirectoryName(File),
                Variables = TemplateVariables.Parse(_variables),
                Lenient = _lenient,
                ArtifactsPath = _artifacts,
                Builds = BuildItem.Parse(_images, File),
            },
            Start = _start with { Things = _things, Reuse = reuse, Run = reuse ? choices.Run ?? _start.Run : run },
            Overlays = _overlays,
            Reuse = reuse,
            Keep = TestEnvironmentOptions.ParseKeep(choices.Keep ?? _keep),
        };
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "overlay":
                _overlays.Add(Path.GetFullPath(value, _folder));
                break;
            case "variable":
                _variables.Add(value);
                break;
            case "thing":
                _things.Add(value);
                break;
            case "image":
                _images.Add(value);
                break;
            case "keep":
                _keep = value;
                break;
            case "artifacts":
                _artifacts = Path.GetFullPath(value, _folder);
                break;
            case "lenient":
                _lenient = IsTrue(value);
                break;
            default:
                TakeOption(name, value);
                break;
        }
    }

    private void TakeOption(string name, string value)
    {
        var option = PlayTable.Of(PlayKind.Start).Options.Single(o => o.Name == name);
        if (!option.IsSwitch || IsTrue(value))
        {
            _start = option.Apply(_start, value);
        }
    }

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
