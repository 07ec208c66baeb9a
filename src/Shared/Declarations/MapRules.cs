namespace Bpf.Shared;

/// <summary>Kernel requirements that can be checked on the declaration of a map.</summary>
internal static class MapRules
{
    private const int MaximumKeySize = KernelLimits.StackSize; // Keys are built on the stack.
    private const int MaximumPerCpuValueSize = 32 * 1024; // PCPU_MIN_UNIT_SIZE

    /// <summary>Returns the first error in a map declaration; null when there is none.</summary>
    /// <param name="map">The declaration.</param>
    /// <param name="field">Name of the field.</param>
    public static DeclarationFault? FaultOf(DeclaredMap map, string field)
        => TooLargeOf(map) ?? TooLargeOf(map.Inner) ?? (ReasonOf(map) is { } reason ? new DeclarationFault(BpfDiagnostics.MapInvalid, field, reason) : null);

    private static DeclarationFault? TooLargeOf(DeclaredMap? map) => map is { Kind.IsPerCpu: true, Value: { Size: > MaximumPerCpuValueSize } value }
        ? new DeclarationFault(BpfDiagnostics.TypeTooLarge, value.Name, value.Size, MaximumPerCpuValueSize)
        : null;

    private static string? ReasonOf(DeclaredMap map)
        => CapacityFaultOf(map)
            ?? ElementFaultOf(map)
            ?? FlagFaultOf(map)
            ?? (map.Inner is { } inner ? InnerFaultOf(inner) : null)
            ?? (map.InitialCount > map.MaxEntries ? $"Initial has {map.InitialCount} maps for {map.MaxEntries} entries" : null);

    private static string? CapacityFaultOf(DeclaredMap map) => map.Kind.Capacity switch
    {
        MapCapacity.Bytes when map.ByteSize <= 0 => "ByteSize must be given and positive",
        MapCapacity.Entries when map.MaxEntries <= 0 => "MaxEntries must be given and positive",
        MapCapacity.Cpus when map.MaxEntries < 0 => "MaxEntries must be positive, or left out for the number of CPUs",
        // bpf_local_storage_map_alloc_check, kernel/bpf/bpf_local_storage.c
        MapCapacity.Owners when map.MaxEntries != 0 => "storage has one value per owner and does not take MaxEntries",
        _ => null,
    };

    private static string? ElementFaultOf(DeclaredMap map)
    {
        foreach (ElementType? type in new[] { map.Key, map.Value, map.Record })
        {
            if (type is { IsUnmanaged: false })
            {
                return $"'{type.Name}' is not an unmanaged type";
            }
        }

        if (map.Record is { Size: { } record } && map.Kind.Capacity == MapCapacity.Bytes)
        {
            return RingBufferRoom.FaultOf(record, map.ByteSize);
        }

        return KeyFaultOf(map) ?? ValueFaultOf(map);
    }

    private static string? KeyFaultOf(DeclaredMap map)
        => map.Kind.HasRecords || map.Key is not { Size: { } key } ? null
            : map.Kind.IsPrefixTrie && PrefixTrieKey.FaultOf(key) is { } prefix ? prefix
            : map.Kind.KeySize == 0 ? $"{map.Kind.Description} have no keys"
            : map.Kind.KeySize is { } only && key != only ? $"the keys of {map.Kind.Description} have {only} bytes, not {key}"
            : key > MaximumKeySize ? $"the key has {key} bytes; the limit is {MaximumKeySize}"
            : null;

    private static string? ValueFaultOf(DeclaredMap map)
    {
        if (map.Value?.KernelFields.FirstOrDefault(name => !map.Kind.Fields.HasFlag(KernelFields.InMapsOf(name))) is { } field)
        {
            MapFields special = KernelFields.InMapsOf(field);
            string able = string.Join(", ",
                MapKinds.All.Where(kind => kind.Declaration is not null && kind.Fields.HasFlag(special)).Select(static kind => kind.Description));
            return $"the values of {map.Kind.Description} cannot have a {KernelFields.PlainName(field).Split('.').Last()}; those of {able} can";
        }

        int[] sizes = map.Kind.ValueSizes;
        return map.Kind.HasRecords || sizes.Length == 0 || map.Value is not { Size: { } value } || Array.IndexOf(sizes, value) >= 0 ? null
            : $"the values of {map.Kind.Description} have {string.Join(" or ", sizes)} bytes, not {value}";
    }

    private static string? FlagFaultOf(DeclaredMap map)
    {
        MapFlags wrong = map.EffectiveFlags & ~map.Kind.AllowedFlags;
        MapFlags right = map.Kind.AllowedFlags & ~map.Kind.ImpliedFlags;
        return wrong == MapFlags.None ? OneWayFaultOf(map.Flags)
            : $"{map.Kind.Description} do not accept the flag {wrong}; they accept {(right == MapFlags.None ? "none" : right.ToString())}";
    }

    // bpf_get_file_flag and bpf_map_flags_access_ok, include/linux/bpf.h
    private static string? OneWayFaultOf(MapFlags flags)
        => flags.HasFlag(MapFlags.UserReadOnly | MapFlags.UserWriteOnly) ? "UserReadOnly and UserWriteOnly exclude each other"
            : flags.HasFlag(MapFlags.ProgramReadOnly | MapFlags.ProgramWriteOnly) ? "ProgramReadOnly and ProgramWriteOnly exclude each other" : null;

    private static string? InnerFaultOf(DeclaredMap inner)
        => inner.Kind.HoldsMaps ? "the inner maps of a map of maps cannot be maps of maps"
            : inner.Kind.IsNeverInner ? $"the inner maps of a map of maps cannot be {inner.Kind.Description}"
            : inner.Kind.Capacity == MapCapacity.Bytes || ReasonOf(inner) is not { } reason ? null
            : $"of the inner maps: {reason}";
}
