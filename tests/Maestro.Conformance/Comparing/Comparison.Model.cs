using System.Globalization;
using System.Text.Json.Nodes;
using Maestro.Conformance.Cases;
using Maestro.Engine.Model;
using Maestro.Engine.Planning;

namespace Maestro.Conformance.Comparing;

// What the file says once it is loaded, whether a play needs it or not.
internal sealed partial class Comparison
{
    private void CompareModel()
    {
        if (_golden.Environment is null)
        {
            return;
        }

        if (_run.Model is not { } model)
        {
            Differ($"the file is refused{FirstErrorIn(_run.Error)}");
            return;
        }

        if (model.Name != _golden.Environment)
        {
            Differ("the name of the environment", model.Name, _golden.Environment);
        }

        ExpectSame("the ships", model.Ships.Select(s => s.Name), _golden.Ships!.Keys);
        ExpectSame("the services", model.Services.Select(s => s.Name), _golden.Services!.Keys);
        ExpectSame("the instances", model.Instances.Select(i => i.Name), _golden.Instances!.Keys);
        foreach (var ship in model.Ships.Where(s => _golden.Ships.ContainsKey(s.Name)))
        {
            CompareShip(ship, _golden.Ships[ship.Name]);
        }

        foreach (var service in model.Services.Where(s => _golden.Services.ContainsKey(s.Name)))
        {
            CompareService(service, _golden.Services[service.Name]);
        }

        var containers = new ContainerSpecs(model);
        foreach (var instance in model.Instances.Where(i => _golden.Instances.ContainsKey(i.Name)))
        {
            var expected = _golden.Instances[instance.Name];
            CompareInstance(instance, expected, model.Ship(instance.Ship));
            CompareVariables($"{instance.Name} as loaded", containers.Of(instance, static (_, _) => null).Variables, expected.Env);
        }

        CompareGuests();
    }

    private void CompareShip(Ship ship, GoldenShip expected)
    {
        if (ship.Address != expected.Ip)
        {
            Differ($"address of ship {ship.Name}", ship.Address, expected.Ip);
        }

        if (!Tolerances.SameTimeout(expected.Timeout, ship.ConnectTimeout))
        {
            Differ($"timeout of ship {ship.Name}", ship.ConnectTimeout.TotalSeconds, expected.Timeout);
        }

        var actual = ship.Endpoint switch
        {
            TcpEndpoint tcp => string.Create(CultureInfo.InvariantCulture, $"{(tcp.Tls is null ? "http" : "https")}://{tcp.Host}:{tcp.Port}"),
            SshEndpoint ssh => $"{(ssh.Tls is null ? "http" : "https")}://localhost:<tunnel>",
            UnixEndpoint unix => $"unix://$SOCKETS/{Path.GetFileName(unix.Path)}",
            var other => other.ToString(),
        };
        if (actual != expected.Url)
        {
            Differ($"engine of ship {ship.Name}", actual, expected.Url);
        }

        CompareTunnel(ship, expected.SshTunnel);
        CompareTls(ship, expected.Tls);
    }

    private void CompareTunnel(Ship ship, JsonObject? expected)
    {
        var ssh = ship.Endpoint as SshEndpoint;
        var actual = ssh is null ? null : string.Create(CultureInfo.InvariantCulture, $"{ssh.User}@{ssh.Host}:{ssh.Port} {ssh.RemotePort} {Path.GetFileName(ssh.KeyFile)}");
        var wanted = expected is null ? null : $"{expected["user"]}@{expected["address"]}:{expected["port"]} {expected["remote_port"]} {Path.GetFileName((string)expected["key"]!)}";
        if (actual != wanted)
        {
            Differ($"tunnel of ship {ship.Name}", actual, wanted);
        }
    }

    private void CompareTls(Ship ship, JsonObject? expected)
    {
        var tls = ship.Endpoint switch
        {
            TcpEndpoint tcp => tcp.Tls,
            SshEndpoint ssh => ssh.Tls,
            _ => null,
        };
        var actual = tls is null ? null : $"{tls.Verify} {Path.GetFileName(tls.AuthorityFile)} {Path.GetFileName(tls.CertificateFile)} {Path.GetFileName(tls.KeyFile)}";
        var wanted = expected is null ? null : $"{(bool)expected["verify"]!} {expected["ca_cert"]} {expected["cert"]} {expected["key"]}";
        if (actual != wanted)
        {
            Differ($"TLS of ship {ship.Name}", actual, wanted);
        }
    }

    private void CompareService(Service service, GoldenService expected)
    {
        if (!SameImage(service.Image, expected.Image))
        {
            Differ($"image of service {service.Name}", service.Image.Text, expected.Image);
        }

        if (service.Omit != expected.Omit)
        {
            Differ($"omit of service {service.Name}", service.Omit, expected.Omit);
        }

        ExpectSame($"what service {service.Name} requires", service.Requires.Union(ImpliedByVolumes(service.Name)), expected.Requires);
        ExpectSame($"what service {service.Name} wants to know about", service.WantsInfo, expected.WantsInfo);
        ExpectSame($"the instances of service {service.Name}", service.Instances.Select(i => i.Name), expected.Instances);
    }

    // The golden data count the owners of volumes among what a service requires; here they are a matter of order, which has data of its own.
    private IEnumerable<string> ImpliedByVolumes(string service)
        => _golden.Instances!.Values.Where(i => i.Service == service)
            .SelectMany(i => Texts(i, "volumes_from"))
            .Select(owner => _golden.Instances[owner.Split(':')[0]].Service)
            .Where(s => s != service)
            .Distinct();

    private void CompareInstance(Instance instance, GoldenInstance expected, Ship ship)
    {
        ExpectSame(
            $"service, ship and image of {instance.Name}",
            [instance.Service, instance.Ship],
            [expected.Service, expected.Ship?.ToString() ?? ""]);
        if (!SameImage(instance.Image, expected.Image))
        {
            Differ($"image of {instance.Name}", instance.Image.Text, expected.Image);
        }

        if (instance.StopTimeout.TotalSeconds != expected.StopTimeout)
        {
            Differ($"stop timeout of {instance.Name}", instance.StopTimeout.TotalSeconds, expected.StopTimeout);
        }

        ExpectSame(
            $"ports of {instance.Name}",
            instance.Ports.Select(p => $"{p.Name}={p.Exposed}/{p.Protocol}:{p.ExternalAddress}:{p.External}/{p.Protocol}"),
            expected.Ports.Select(p => $"{p.Key}={p.Value.Exposed}:{p.Value.External[0]}:{p.Value.External[1]}"));
        CompareLifecycle(instance, expected.Lifecycle, ship);
    }

    private void CompareLifecycle(Instance instance, IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> expected, Ship ship)
    {
        foreach (var state in Enum.GetValues<LifecycleState>())
        {
            var actual = instance.Lifecycle.Of(state);
            var wanted = expected.GetValueOrDefault(LifecycleStates.Word(state)) ?? [];
            var same = actual.Count == wanted.Count && actual.Zip(wanted).All(pair => GoldenCheck.IsSame(pair.First, pair.Second, instance, ship));
            if (!same)
            {
                Differ($"{LifecycleStates.Word(state)} checks of {instance.Name}", actual.Select(c => $"{c.Summary} for {c.MaxWait.TotalSeconds} s"), wanted);
            }
        }
    }

    private static bool SameImage(ImageReference actual, string expected) => ImageReference.TryParse(expected, out var image) && image == actual;
}
