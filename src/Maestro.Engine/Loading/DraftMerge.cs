using Maestro.Engine.Model;

namespace Maestro.Engine.Loading;

/// <summary>Lays what an instance says over what its service says. Null: nothing was said.</summary>
internal static class DraftMerge
{
    /// <summary>The service's items, each replaced by the instance's of the same name, and then what the instance adds.</summary>
    public static IReadOnlyList<T>? ByName<T>(IReadOnlyList<T>? service, IReadOnlyList<T>? own, Func<T, string> nameOf)
    {
        if (service is not { Count: > 0 } || own is not { Count: > 0 })
        {
            return own is { Count: > 0 } ? own : service;
        }

        var named = own.ToDictionary(nameOf, StringComparer.Ordinal);
        var merged = service.Select(s => named.Remove(nameOf(s), out var instead) ? instead : s).ToList();
        merged.AddRange(own.Where(o => named.ContainsKey(nameOf(o))));
        return merged;
    }

    public static IReadOnlyDictionary<string, string>? ByKey(IReadOnlyDictionary<string, string>? service, IReadOnlyDictionary<string, string>? own)
    {
        if (service is not { Count: > 0 } || own is not { Count: > 0 })
        {
            return own is { Count: > 0 } ? own : service;
        }

        var merged = service.ToDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in own)
        {
            merged[key] = value;
        }

        return merged;
    }

    /// <summary>An instance's volume takes the place of one of the service with the same source or the same target.</summary>
    public static IReadOnlyList<VolumeBinding>? Volumes(IReadOnlyList<VolumeBinding>? service, IReadOnlyList<VolumeBinding>? own)
        => service is not { Count: > 0 } || own is not { Count: > 0 }
            ? own is { Count: > 0 } ? own : service
            : [.. service.Where(v => !own.Any(o => o.Source == v.Source || o.Target == v.Target)), .. own];

    public static LimitsDraft? Limits(LimitsDraft? service, LimitsDraft? own)
        => service is null || own is null
            ? own ?? service
            : new LimitsDraft(own.Memory ?? service.Memory, own.Swap ?? service.Swap, own.Cpu ?? service.Cpu);
}
