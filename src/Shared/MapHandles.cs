namespace Bpf.Shared;

/// <summary>
/// The table of map handles. Declaration and handle have the same type parameters, except for maps of maps. A declaration without a row, or whose handle
/// the referenced Bpf.Runtime does not have, is an untyped <see cref="Untyped"/> in the skeleton.
/// </summary>
internal static class MapHandles
{
    /// <summary>The handle of a map of any type.</summary>
    public const string Untyped = "Bpf.Runtime.BpfMap";

    /// <summary>Name of the one handle whose map keeps no records while there is none.</summary>
    public const string PerfEventBuffer = "PerfEventBuffer";

    /// <summary>All rows.</summary>
    public static readonly MapHandle[] All =
    [
        new("Bpf.BpfArray", "Bpf.Runtime.ArrayMap"),
        new("Bpf.BpfArrayOfMaps", "Bpf.Runtime.ArrayOfMaps", holdsMaps: true),
        new("Bpf.BpfBloomFilter", "Bpf.Runtime.BloomFilter"),
        new("Bpf.BpfCgroupStorage", "Bpf.Runtime.CgroupStorage"),
        new("Bpf.BpfHashMap", "Bpf.Runtime.HashMap"),
        new("Bpf.BpfHashOfMaps", "Bpf.Runtime.HashOfMaps", holdsMaps: true),
        new("Bpf.BpfInodeStorage", "Bpf.Runtime.InodeStorage"),
        new("Bpf.BpfLpmTrie", "Bpf.Runtime.HashMap"),
        new("Bpf.BpfLruHashMap", "Bpf.Runtime.HashMap"),
        new("Bpf.BpfLruPerCpuHashMap", "Bpf.Runtime.PerCpuHashMap"),
        new("Bpf.BpfPerCpuArray", "Bpf.Runtime.PerCpuArray"),
        new("Bpf.BpfPerCpuHashMap", "Bpf.Runtime.PerCpuHashMap"),
        new("Bpf.BpfPerfEventArray", "Bpf.Runtime.PerfEventBuffer"),
        new("Bpf.BpfProgramArray", "Bpf.Runtime.ProgramArray"),
        new("Bpf.BpfQueue", "Bpf.Runtime.QueueMap"),
        new("Bpf.BpfReuseportSocketArray", "Bpf.Runtime.ReuseportSocketArray"),
        new("Bpf.BpfRingBuffer", "Bpf.Runtime.RingBuffer"),
        new("Bpf.BpfSocketStorage", "Bpf.Runtime.SocketStorage"),
        new("Bpf.BpfStack", "Bpf.Runtime.StackMap"),
        new("Bpf.BpfStackTraceMap", "Bpf.Runtime.StackTraceMap"),
        new("Bpf.BpfTaskStorage", "Bpf.Runtime.TaskStorage"),
        new("Bpf.BpfUserRingBuffer", "Bpf.Runtime.UserRingBuffer"),
    ];
}
