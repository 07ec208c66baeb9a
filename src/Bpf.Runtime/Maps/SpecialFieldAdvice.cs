using Bpf.Objects.Btf;
using Bpf.Objects.Maps;
using Bpf.Objects;
using Bpf.Shared;

namespace Bpf.Runtime.Maps;

/// <summary>Explains why the kernel rejects the special fields of a value, and what to do.</summary>
internal static class SpecialFieldAdvice
{
    private const MapFlags OneWay = MapFlags.ProgramReadOnly | MapFlags.ProgramWriteOnly;

    /// <summary>Returns the rule that the fields of a value violate, wherever the value is.</summary>
    /// <returns>Complete sentences; <see langword="null"/> when no violation is known.</returns>
    public static string? OfValue(IReadOnlyList<SpecialField> fields)
    {
        SpecialField[] locks = [.. fields.Where(field => field.Kind.IsLock)];
        if (locks.Length > 1)
        {
            return $"The value has the locks {Names(locks)}, but the kernel allows only one. "
                + "Guard the whole value with one lock, or split it into separate values.";
        }

        if (fields.Where(field => field.Kind.IsUnique).GroupBy(field => field.Kind).FirstOrDefault(group => group.Count() > 1) is { } several)
        {
            return $"The value has the fields {Names(several)} of type {several.Key.Name}, but the kernel allows only one. Put them into separate values.";
        }

        SpecialField[] collections = [.. fields.Where(field => field.Kind.IsCollection)];
        if (collections.Length == 0)
        {
            return null;
        }

        if (locks.Length == 0)
        {
            string subject = collections.Length == 1 ? "needs" : "need";
            return $"{Names(collections)} {subject} a bpf_spin_lock in the same value, to be held while nodes are added and removed.";
        }

        if (Array.Find(collections, field => field.Nodes is null) is { } nameless)
        {
            return $"'{nameless.Path}' does not name the nodes it contains; in C, mark it with __contains(struct, member).";
        }

        return Array.Find(collections, field => !field.HasNodes) is { } foreign
            ? $"'{foreign.Path}' contains nodes of '{foreign.Nodes}', which the object's BTF does not contain; compilers omit structs that no code uses."
            : null;
    }

    /// <summary>Returns the first struct of an object that violates a rule, and which rule.</summary>
    /// <returns>Complete sentences; <see langword="null"/> when no violation is known.</returns>
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

    /// <summary>Returns the rule that the fields of a map's value violate.</summary>
    /// <returns>Complete sentences.</returns>
    public static string OfMap(BpfMap map, IReadOnlyList<SpecialField> fields)
    {
        if ((map.Flags & OneWay) != 0)
        {
            string names = Names(fields, withKind: true);
            return $"A map that programs can only read or only write ({map.Flags & OneWay}) cannot hold {names}; omit the flag, or move the field.";
        }

        foreach (SpecialField field in fields)
        {
            if (map.Kind is not { } kind || (kind.Fields & field.Kind.Fields) == 0)
            {
                bool needsNoLock = field.Kind.IsLock && map.IsPerCpu;
                string types = string.Join(", ", MapKinds.All.Where(able => (able.Fields & field.Kind.Fields) != 0).Select(able => able.Type));
                return $"A map of type {map.Type} cannot hold {Names([field], withKind: true)}; maps of the types {types} can"
                    + $"{(needsNoLock ? ", and per-CPU values need no lock" : "")}.";
            }
        }

        return OfValue(fields) ?? $"The kernel does not accept the special fields of the value: {Names(fields, withKind: true)}.";
    }

    private static string Names(IEnumerable<SpecialField> fields, bool withKind = false)
        => string.Join(", ", fields.Select(field => withKind ? $"'{field.Path}' ({field.Kind.Name})" : $"'{field.Path}'"));
}
