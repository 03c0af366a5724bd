using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Maestro.Engine.Model;

namespace Maestro.Engine.Planning;

/// <summary>A port, or several in a row, that a copy must have on a ship: one for all names that the file has for it.</summary>
/// <param name="Instance">The instance, as the file has it.</param>
/// <param name="Names">The names of the port.</param>
/// <param name="Count">How many in a row.</param>
/// <param name="Address">The address of the ship, which tells ships apart: two names may stand for one machine.</param>
internal sealed record PortWish(Instance Instance, IReadOnlyList<string> Names, int Count, string Address)
{
    /// <summary>The wishes of all instances, in the order of the file.</summary>
    public static IEnumerable<PortWish> All(MaestroEnvironment original) => original.Instances.SelectMany(i => i.Ports
        .Where(p => EnvironmentCopy.IsFixed(i, p))
        .GroupBy(p => p with { Name = string.Empty })
        .Select(g => new PortWish(i, [.. g.Select(p => p.Name)], g.Key.External.Last - g.Key.External.First + 1, original.Ship(i.Ship).Address)));

    /// <summary>Where to begin to look for a free port: the same place whenever the same copy asks.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="first">The first port that it may be.</param>
    /// <param name="places">How many it may be.</param>
    public int Preference(Owner copy, int first, int places)
    {
        var key = string.Join('\n', copy.Environment, copy.Run, Instance.Ship, Instance.Name, Names[0]);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return first + (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)places);
    }
}
