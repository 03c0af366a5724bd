using System.Collections.Frozen;
using Maestro.Engine.Diagnostics;

namespace Maestro.Engine.Model;

/// <summary>A whole environment file, loaded and checked: every name in it resolves.</summary>
public sealed class MaestroEnvironment
{
    private readonly FrozenDictionary<string, Ship> _ships;
    private readonly FrozenDictionary<string, Service> _services;
    private readonly FrozenDictionary<string, Instance> _instances;

    /// <summary>Creates an environment from parts that have been checked against each other.</summary>
    public MaestroEnvironment(string name, string file, IReadOnlyList<Ship> ships, IReadOnlyList<Service> services, IReadOnlyList<Diagnostic>? warnings = null)
    {
        Name = name;
        File = file;
        Ships = ships;
        Services = services;
        Warnings = warnings ?? [];
        Instances = [.. services.SelectMany(s => s.Instances)];
        _ships = ships.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);
        _services = services.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);
        _instances = Instances.ToFrozenDictionary(i => i.Name, StringComparer.Ordinal);
    }

    /// <summary>The environment's name.</summary>
    public string Name { get; }

    /// <summary>The name of the copy that this is (<c>--run</c>); null for the environment itself.</summary>
    public string? Run { get; internal init; }

    /// <summary>What this is a copy of; null for the environment itself.</summary>
    internal MaestroEnvironment? Base { get; init; }

    /// <summary>The file it was loaded from, as the user gave it; <c>-</c> for standard input.</summary>
    public string File { get; }

    /// <summary>The ships, in the order of the file.</summary>
    public IReadOnlyList<Ship> Ships { get; }

    /// <summary>The services, in the order of the file.</summary>
    public IReadOnlyList<Service> Services { get; }

    /// <summary>The instances of all services, in the order of the file.</summary>
    public IReadOnlyList<Instance> Instances { get; }

    /// <summary>The networks that the file defines, in its order.</summary>
    public IReadOnlyList<Network> Networks { get; init; } = [];

    /// <summary>The registries that ask for credentials, in the order of the file.</summary>
    public IReadOnlyList<Registry> Registries { get; init; } = [];

    /// <summary>The secrets, in the order of the file.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>Those who are told about plays, in the order of the file.</summary>
    public IReadOnlyList<AuditorSpec> Auditors { get; init; } = [];

    /// <summary>What the loader found worth a warning.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; }

    /// <summary>Where each value of the file comes from; none unless <see cref="ConductorSettings.TracesOrigins"/> asked for it.</summary>
    public IReadOnlyList<ValueOrigin> Origins { get; init; } = [];

    /// <summary>The ship of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Ship Ship(string name) => _ships[name];

    /// <summary>The service of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Service Service(string name) => _services[name];

    /// <summary>The instance of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Instance Instance(string name) => _instances[name];

    /// <summary>The network of that name in the file.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Network Network(string name)
        => Networks.FirstOrDefault(n => n.Name == name) ?? throw new KeyNotFoundException($"There is no network '{name}'.");

    /// <summary>The secret of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Secret Secret(string name) => Secrets.FirstOrDefault(s => s.Name == name) ?? throw new KeyNotFoundException($"There is no secret '{name}'.");

    /// <summary>Whether there is a service of that name.</summary>
    public bool HasService(string name) => _services.ContainsKey(name);

    /// <summary>Whether there is an instance of that name.</summary>
    public bool HasInstance(string name) => _instances.ContainsKey(name);

    /// <summary>The same environment with these secrets.</summary>
    internal MaestroEnvironment With(IReadOnlyList<Secret> secrets)
        => With(Services, Networks, secrets);

    /// <summary>The same environment with these services, networks and secrets.</summary>
    internal MaestroEnvironment With(IReadOnlyList<Service> services, IReadOnlyList<Network> networks, IReadOnlyList<Secret> secrets, string? run = null)
        => new(Name, File, Ships, services, Warnings)
        {
            Networks = networks,
            Registries = [.. Registries.Select(r => r.With(secrets))],
            Auditors = Auditors,
            Origins = Origins,
            Secrets = secrets,
            Run = run ?? Run,
            Base = run is null ? Base : this,
        };
}
