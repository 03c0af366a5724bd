using Maestro.Engine.Diagnostics;
using Maestro.Engine.Docker;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Engine.Execution;

/// <summary>Takes one look at the ships: one list call each, all at once, and the images that decide the plan.</summary>
internal sealed class FleetObserver(ShipConnections connections)
{
    public async Task<ObservedFleet> ObserveAsync(IReadOnlyList<Ship> ships, CancellationToken cancellation)
        => new(await Task.WhenAll(ships.Select(s => ObserveAsync(s, cancellation))).ConfigureAwait(false));

    /// <summary>Adds to a fleet which of some images its ships have.</summary>
    public async Task<ObservedFleet> LookForImagesAsync(
        ObservedFleet fleet, IEnumerable<(string Ship, ImageReference Image)> images, MaestroEnvironment environment, CancellationToken cancellation)
    {
        var byShip = images.ToLookup(i => i.Ship, i => i.Image, StringComparer.Ordinal);
        return new ObservedFleet(await Task.WhenAll(fleet.Ships.Select(LookAsync)).ConfigureAwait(false));

        async Task<ObservedShip> LookAsync(ObservedShip ship)
        {
            if (ship.Problem is not null || !byShip.Contains(ship.Name))
            {
                return ship;
            }

            var docker = connections.To(environment.Ship(ship.Name)).Docker;
            return await NoteTroubleAsync(environment.Ship(ship.Name), ship, async () =>
            {
                var found = await Task.WhenAll(byShip[ship.Name].Select(async image =>
                    (image, await docker.InspectImageAsync(image.Full, cancellation).ConfigureAwait(false)))).ConfigureAwait(false);
                var there = found.Where(f => f.Item2 is not null).DistinctBy(f => f.image.Full).ToDictionary(f => f.image.Full, f => f.Item2!, StringComparer.Ordinal);
                return ship with
                {
                    Images = there.ToDictionary(i => i.Key, i => i.Value.Id, StringComparer.Ordinal),
                    ImageDigests = there.ToDictionary(i => i.Key, i => DigestsOf(i.Value), StringComparer.Ordinal),
                    ImagePlatforms = there.ToDictionary(i => i.Key, i => ImagePlatform.Of(i.Value.Os, i.Value.Architecture, i.Value.Variant), StringComparer.Ordinal),
                };
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Adds to a fleet which networks some of its ships have.</summary>
    public async Task<ObservedFleet> LookForNetworksAsync(
        ObservedFleet fleet, IEnumerable<string> ships, MaestroEnvironment environment, CancellationToken cancellation)
    {
        var wanted = ships.ToHashSet(StringComparer.Ordinal);
        return wanted.Count == 0 ? fleet : new ObservedFleet(await Task.WhenAll(fleet.Ships.Select(LookAsync)).ConfigureAwait(false));

        async Task<ObservedShip> LookAsync(ObservedShip ship)
        {
            return ship.Problem is not null || !wanted.Contains(ship.Name)
                ? ship
                : await NoteTroubleAsync(environment.Ship(ship.Name), ship, async () => ship with
                {
                    Networks = ByName(await connections.To(environment.Ship(ship.Name)).Docker.ListNetworksAsync(cancellation).ConfigureAwait(false)),
                }).ConfigureAwait(false);
        }
    }

    /// <summary>Adds to a fleet which volumes of the copy some of its ships have.</summary>
    public async Task<ObservedFleet> LookForVolumesAsync(
        ObservedFleet fleet, IEnumerable<string> ships, MaestroEnvironment copy, CancellationToken cancellation)
    {
        var wanted = ships.ToHashSet(StringComparer.Ordinal);
        return wanted.Count == 0 ? fleet : new ObservedFleet(await Task.WhenAll(fleet.Ships.Select(LookAsync)).ConfigureAwait(false));

        async Task<ObservedShip> LookAsync(ObservedShip ship)
        {
            return ship.Problem is not null || !wanted.Contains(ship.Name)
                ? ship
                : await NoteTroubleAsync(copy.Ship(ship.Name), ship, async () =>
                {
                    var volumes = await connections.To(copy.Ship(ship.Name)).Docker.ListVolumesAsync(ContainerLabels.Run, cancellation).ConfigureAwait(false);
                    return ship with { Volumes = [.. volumes.Where(v => Owner.Of(v.Labels) == Owner.Of(copy)).Select(v => v.Name).Order(StringComparer.Ordinal)] };
                }).ConfigureAwait(false);
        }
    }

    private static IReadOnlyList<string> DigestsOf(ImageDetails image) => [.. image.RepoDigests.Select(d => d[(d.IndexOf('@', StringComparison.Ordinal) + 1)..])];

    private Task<ObservedShip> ObserveAsync(Ship ship, CancellationToken cancellation)
        => NoteTroubleAsync(ship, new ObservedShip(ship.Name), async () =>
        {
            var containers = await connections.To(ship).Docker.ListContainersAsync(cancellation).ConfigureAwait(false);
            return new ObservedShip(ship.Name) { Containers = ByName(containers) };
        });

    private static async Task<ObservedShip> NoteTroubleAsync(Ship ship, ObservedShip known, Func<Task<ObservedShip>> look)
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (DockerConnectionException exception)
        {
            return known with { Problem = EngineTrouble.Describe(ship, exception) };
        }
        catch (DockerApiException exception)
        {
            return known with { Problem = EngineTrouble.Describe(ship, exception) };
        }
    }

    private static Dictionary<string, ObservedNetwork> ByName(IReadOnlyList<NetworkSummary> networks)
        => networks.DistinctBy(n => n.Name).ToDictionary(
            n => n.Name,
            n => new ObservedNetwork(n.Name, Owner.Of(n.Labels), n.Labels.GetValueOrDefault(ContainerLabels.Hash), Owner.ExpiryOf(n.Labels)),
            StringComparer.Ordinal);

    private static Dictionary<string, ObservedContainer> ByName(IReadOnlyList<ContainerSummary> containers)
    {
        var byName = new Dictionary<string, ObservedContainer>(StringComparer.Ordinal);
        foreach (var container in containers)
        {
            byName[container.Name] = new ObservedContainer(container.Id, container.Name, ContainerStates.Parse(container.State))
            {
                Sentence = container.Status,
                Image = container.Image,
                ImageId = container.ImageId,
                Labels = container.Labels,
                Ports = [.. container.Ports.Where(p => p.External > 0).Select(p => (p.Exposed, p.Protocol, p.External))],
            };
        }

        return byName;
    }
}
