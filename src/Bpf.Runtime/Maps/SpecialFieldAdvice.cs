using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Objects;

namespace Bpf.Runtime.Maps;

/// <summary>Why the kernel refuses the special fields of a value, and what helps.</summary>
internal static class SpecialFieldAdvice
{
    private const MapFlags OneWay = MapFlags.ProgramReadOnly | MapFlags.ProgramWriteOnly;

    /// <summary>The rule that the fields of a value break, wherever the value is.</summary>
    /// <returns>Whole sentences; <see langword="null"/> when no rule is known to be broken.</returns>
    public static string? OfValue(IReadOnlyList<SpecialField> fields)
    {
        SpecialField[] locks = [.. fields.Where(field => field.Kind.IsLock)];
        if (locks.Length > 1)
        {
            return $"The value has the locks {Names(
                locks)}, and the kernel allows one. Guard all of it with one lock, or put the parts into values of their own.";
        }

        if (fields.Where(field => field.Kind.IsUnique).GroupBy(field => field.Kind).FirstOrDefault(group => group.Count() > 1) is { } several)
        {
            return $"The value has the fields {Names(several)} of type {several.Key.Name}, and the kernel allows one. Put them into values of their own.";
        }

        SpecialField[] collections = [.. fields.Where(field => field.Kind.IsCollection)];
        if (collections.Length == 0)
        {
            return null;
        }

        if (locks.Length == 0)
        {
            return $"{Names(collections)} must have a bpf_spin_lock beside {(collections.Length == 1 ? "it"
                : "them")} in the same value, to be held while nodes are added and removed.";
        }

        if (Array.Find(collections, field => field.Nodes is null) is { } nameless)
        {
            return $"'{nameless.Path}' does not name the nodes it contains; in C, mark it with __contains(struct, member).";
        }

        return Array.Find(collections, field => !field.HasNodes) is { } foreign
            ? $"'{foreign.Path}' contains nodes of '{foreign.Nodes}', which the BTF of the object does not have; a compiler leaves out structs that no code uses."
            : null;
    }

    /// <summary>The first struct of an object that breaks a rule, and which.</summary>
    /// <returns>Whole sentences; <see langword="null"/> when no rule is known to be broken.</returns>
    public static string? OfTypes(BtfTypeTable types)
    {
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            if (types[id].Kind is BtfKind.Struct or BtfKind.DataSection && OfValue(SpecialFields.Of(types, id)) is { } advice)
            {
                return $"In '{types[id].NameText}': {advice}";
            }
        }

        return null;
    }

    /// <summary>The rule that the fields of a map's value break.</summary>
    /// <returns>Whole sentences.</returns>
    public static string OfMap(BpfMap map, IReadOnlyList<SpecialField> fields)
    {
        if ((map.Flags & OneWay) != 0)
        {
            return $"A map that programs can only read or only write ({map.Flags & OneWay}) cannot hold {Names(fields,
                withKind: true)}; leave the flag out, or move the field.";
        }

        foreach (SpecialField field in fields)
        {
            if (!field.Kind.Maps.Contains(map.Type))
            {
                return $"A map of type {map.Type} cannot hold {Names([field], withKind: true)}; maps of the types {string.Join(", ", field.Kind.Maps)} can"
                    + $"{(field.Kind.IsLock && map.Type is MapType.PerCpuArray or MapType.PerCpuHash or MapType.LruPerCpuHash
                    ? ", and a value of one CPU needs no lock" : "")}.";
            }
        }

        return OfValue(fields) ?? $"The kernel does not take the special fields of the value: {Names(fields, withKind: true)}.";
    }

    private static string Names(IEnumerable<SpecialField> fields, bool withKind = false)
        => string.Join(", ", fields.Select(field => withKind ? $"'{field.Path}' ({field.Kind.Name})" : $"'{field.Path}'"));
}
