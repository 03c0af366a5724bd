using Maestro.Engine.Diagnostics;
using Maestro.Engine.Templates;

namespace Maestro.Engine;

/// <summary>What a <see cref="Conductor"/> takes from its surroundings.</summary>
public sealed record ConductorSettings
{
    /// <summary>The environment variables that templates and <c>docker_host: default</c> see; those of this process by default.</summary>
    public IReadOnlyDictionary<string, string>? EnvironmentVariables { get; init; }

    /// <summary>The folder that relative paths given by the user start from; the current directory by default.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Where the environment file <c>-</c> is read from; standard input by default.</summary>
    public TextReader? StandardInput { get; init; }

    /// <summary>Names with texts that the templates of environment files can use; none by default.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Filters by name that templates of environment files can use besides the built-in ones (<c>{{ value | name(argument) }}</c>); none by default.
    /// Loading refuses, with a <see cref="MaestroException"/>, the name of a built-in one, and what is no name.
    /// </summary>
    public IReadOnlyDictionary<string, TemplateFunction> TemplateFilters { get; init; } = new Dictionary<string, TemplateFunction>();

    /// <summary>
    /// Functions by name that templates of environment files can call besides the built-in ones (<c>{{ name(argument) }}</c>); none by default.
    /// Loading refuses, with a <see cref="MaestroException"/>, the name of a built-in one, and what is no name.
    /// </summary>
    public IReadOnlyDictionary<string, TemplateFunction> TemplateFunctions { get; init; } = new Dictionary<string, TemplateFunction>();

    /// <summary>Whether templates may use what is undefined, as an empty text; false by default, and then that is an error.</summary>
    public bool Lenient { get; init; }

    /// <summary>The folder that files about each play but <c>validate</c> are written to, replacing those of the play before: <c>report.html</c>, <c>events.jsonl</c>, <c>plan.json</c>, <c>endpoints.json</c>, <c>endpoints.env</c>, <c>maestro.runsettings</c>, and <c>logs/INSTANCE.log</c> of a play that failed. Null, the default, for none.</summary>
    public string? ArtifactsPath { get; init; }

    /// <summary>Told of each secret before a play does anything, in clear, so that who shows the output of others can hide it there; null, the default, for nobody.</summary>
    public Action<string>? SecretListener { get; init; }

    /// <summary>Whether a loaded environment can tell where each of its values comes from, which costs time and memory; false by default.</summary>
    public bool TracesOrigins { get; init; }

    /// <summary>The program of Graphviz that draws pictures; <c>dot</c>, found by the PATH, by default.</summary>
    public string Graphviz { get; init; } = "dot";

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
