using System.Globalization;

namespace Bpf.Shared;

/// <summary>
/// The table of map kinds. A new kind is one row here, a member of <c>MapType</c>, a declaration class in Bpf and, unless the untyped one will do, a
/// handle class in Bpf.Runtime.
/// </summary>
internal static class MapKinds
{
    /// <summary>The handle of a map of any kind.</summary>
    public const string UntypedHandle = "Bpf.Runtime.BpfMap";

    // The flags that the kernel's map_alloc_check functions accept.
    private const MapFlags UserAccess = MapFlags.UserReadOnly | MapFlags.UserWriteOnly;
    private const MapFlags Access = UserAccess | MapFlags.ProgramReadOnly | MapFlags.ProgramWriteOnly; // BPF_F_ACCESS_MASK
    private const MapFlags HashFlags = MapFlags.NoPreallocation | MapFlags.NumaNode | Access | MapFlags.ZeroSeed; // HTAB_CREATE_FLAG_MASK
    private const MapFlags PerCpuHashFlags = HashFlags & ~MapFlags.NumaNode;
    private const MapFlags LruFlags = (HashFlags & ~MapFlags.NoPreallocation) | MapFlags.NoCommonLru;
    private const MapFlags DescriptorFlags = MapFlags.NumaNode | UserAccess; // fd_array_map_alloc_check
    private const MapFlags QueueFlags = MapFlags.NumaNode | Access; // QUEUE_STACK_CREATE_FLAG_MASK

    private const MapFields SharedFields = MapFields.Callbacks | MapFields.Collections | MapFields.Pointers;

    /// <summary>All rows, ordered by number.</summary>
    public static readonly MapKind[] All =
    [
        new(MapType.Hash, "hash", "3.19", "hash maps")
        {
            Fields = MapFields.Locks | SharedFields,
            Allocation = MapAllocation.Hash, Contents = MapContents.Entries,
            AllowedFlags = HashFlags,
            Declaration = "Bpf.BpfHashMap", KeyParameter = 0, ValueParameter = 1, Handle = "Bpf.Runtime.HashMap",
        },
        new(MapType.Array, "array", "3.19", "array maps")
        {
            Fields = MapFields.Locks | SharedFields,
            KeySize = 4, Allocation = MapAllocation.Values, Contents = MapContents.Entries,
            IsArray = true,
            AllowedFlags = MapFlags.NumaNode | MapFlags.MemoryMappable | Access | MapFlags.InnerMap,
            Declaration = "Bpf.BpfArray", HasIndexKey = true, ValueParameter = 0, Handle = "Bpf.Runtime.ArrayMap",
        },
        new(MapType.ProgramArray, "prog_array", "4.2", "program arrays")
        {
            HoldsPrograms = true, IsNeverInner = true,
            KeySize = 4, ValueSizes = [4], Allocation = MapAllocation.Pointers,
            IsArray = true, HasTypes = false, AllowedFlags = DescriptorFlags,
            Declaration = "Bpf.BpfProgramArray", HasIndexKey = true, FixedValueSize = 4, Handle = "Bpf.Runtime.ProgramArray",
        },
        new(MapType.PerfEventArray, "perf_event_array", "4.3", "perf event arrays")
        {
            Queue = RecordQueue.PerfEvents,
            IsArray = true, KeySize = 4, ValueSizes = [4], Allocation = MapAllocation.Pointers,
            Capacity = MapCapacity.Cpus, HasTypes = false, AllowedFlags = DescriptorFlags | MapFlags.PreserveElements,
            Declaration = "Bpf.BpfPerfEventArray", HasIndexKey = true, FixedValueSize = 4, RecordParameter = 0, Handle = "Bpf.Runtime.PerfEventBuffer",
        },
        new(MapType.PerCpuHash, "percpu_hash", "4.6", "per-CPU hash maps")
        {
            Fields = MapFields.Pointers,
            Allocation = MapAllocation.Hash, Contents = MapContents.Entries,
            IsPerCpu = true, AllowedFlags = PerCpuHashFlags,
            Declaration = "Bpf.BpfPerCpuHashMap", KeyParameter = 0, ValueParameter = 1, Handle = "Bpf.Runtime.PerCpuHashMap",
        },
        new(MapType.PerCpuArray, "percpu_array", "4.6", "per-CPU array maps")
        {
            Fields = MapFields.Pointers,
            KeySize = 4, Allocation = MapAllocation.Values, Contents = MapContents.Entries,
            IsArray = true, IsPerCpu = true, AllowedFlags = Access,
            Declaration = "Bpf.BpfPerCpuArray", HasIndexKey = true, ValueParameter = 0, Handle = "Bpf.Runtime.PerCpuArray",
        },
        new(MapType.StackTrace, "stack_trace", "4.6", "stack trace maps")
        {
            SampleValueSize = 8,
            // STACK_CREATE_FLAG_MASK also contains BPF_F_STACK_BUILD_ID, which needs values of a different size.
            KeySize = 4, Allocation = MapAllocation.Values, Contents = MapContents.Stacks,
            HasTypes = false, AllowedFlags = MapFlags.NumaNode | UserAccess,
            Declaration = "Bpf.BpfStackTraceMap", HasIndexKey = true, FixedValueSize = 127 * 8, Handle = "Bpf.Runtime.StackTraceMap",
        },
        new(MapType.CgroupArray, "cgroup_array", "4.8", "cgroup arrays")
        {
            IsArray = true, KeySize = 4, ValueSizes = [4], Allocation = MapAllocation.Pointers, HasTypes = false, AllowedFlags = DescriptorFlags,
        },
        new(MapType.LruHash, "lru_hash", "4.10", "LRU hash maps")
        {
            Fields = SharedFields,
            Allocation = MapAllocation.LruHash, Contents = MapContents.Entries,
            AllowedFlags = LruFlags,
            Declaration = "Bpf.BpfLruHashMap", KeyParameter = 0, ValueParameter = 1, Handle = "Bpf.Runtime.HashMap",
        },
        new(MapType.LruPerCpuHash, "lru_percpu_hash", "4.10", "per-CPU LRU hash maps")
        {
            Fields = MapFields.Pointers,
            Allocation = MapAllocation.LruHash, Contents = MapContents.Entries,
            IsPerCpu = true, AllowedFlags = LruFlags & ~MapFlags.NumaNode,
            Declaration = "Bpf.BpfLruPerCpuHashMap", KeyParameter = 0, ValueParameter = 1, Handle = "Bpf.Runtime.PerCpuHashMap",
        },
        new(MapType.LpmTrie, "lpm_trie", "4.11", "prefix tries")
        {
            SampleKeySize = 8,
            Contents = MapContents.Entries,
            IsPrefixTrie = true, ImpliedFlags = MapFlags.NoPreallocation,
            AllowedFlags = MapFlags.NoPreallocation | MapFlags.NumaNode | Access, // LPM_CREATE_FLAG_MASK
            Declaration = "Bpf.BpfLpmTrie", KeyParameter = 0, ValueParameter = 1, Handle = "Bpf.Runtime.HashMap",
        },
        new(MapType.ArrayOfMaps, "array_of_maps", "4.12", "arrays of maps")
        {
            KeySize = 4, ValueSizes = [4], Allocation = MapAllocation.Pointers, Contents = MapContents.Entries,
            IsArray = true, HoldsMaps = true, HasTypes = false, AllowedFlags = DescriptorFlags,
            Declaration = "Bpf.BpfArrayOfMaps", HasIndexKey = true, FixedValueSize = 4, Handle = "Bpf.Runtime.ArrayOfMaps",
        },
        new(MapType.HashOfMaps, "hash_of_maps", "4.12", "hashes of maps")
        {
            ValueSizes = [4], Allocation = MapAllocation.Hash, Contents = MapContents.Entries,
            HoldsMaps = true, HasTypes = false, AllowedFlags = HashFlags,
            Declaration = "Bpf.BpfHashOfMaps", KeyParameter = 0, FixedValueSize = 4, Handle = "Bpf.Runtime.HashOfMaps",
        },
        new(MapType.DeviceMap, "devmap", "4.14", "device maps")
        {
            AddedFlags = MapFlags.ProgramReadOnly,
            IsArray = true, KeySize = 4, ValueSizes = [4, 8], Allocation = MapAllocation.Pointers, HasTypes = false, AllowedFlags = DescriptorFlags,
            Declaration = "Bpf.BpfDeviceMap", HasIndexKey = true, FixedValueSize = 8, Handle = "Bpf.Runtime.DeviceMap",
        },
        new(MapType.SocketMap, "sockmap", "4.14", "socket maps")
        {
            IsArray = true, KeySize = 4, ValueSizes = [4, 8], Allocation = MapAllocation.Pointers, HasTypes = false, AllowedFlags = DescriptorFlags,
            Declaration = "Bpf.BpfSocketMap", HasIndexKey = true, FixedValueSize = 8, Handle = "Bpf.Runtime.SocketMap",
        },
        new(MapType.CpuMap, "cpumap", "4.15", "CPU maps")
        {
            IsArray = true, KeySize = 4, ValueSizes = [4, 8], Allocation = MapAllocation.Pointers, HasTypes = false, AllowedFlags = MapFlags.NumaNode,
            Declaration = "Bpf.BpfCpuMap", HasIndexKey = true, FixedValueSize = 8, Handle = "Bpf.Runtime.CpuMap",
        },
        new(MapType.XskMap, "xskmap", "4.18", "XSK maps")
        {
            IsArray = true, KeySize = 4, ValueSizes = [4], Allocation = MapAllocation.Pointers, HasTypes = false, AllowedFlags = DescriptorFlags,
            Declaration = "Bpf.BpfXskMap", HasIndexKey = true, FixedValueSize = 4, Handle = "Bpf.Runtime.XskMap",
        },
        new(MapType.SocketHash, "sockhash", "4.18", "socket hashes")
        {
            ValueSizes = [4, 8], HasTypes = false, AllowedFlags = DescriptorFlags,
            Declaration = "Bpf.BpfSocketHash", KeyParameter = 0, FixedValueSize = 8, Handle = "Bpf.Runtime.SocketHash",
        },
        new(MapType.CgroupStorageDeprecated, "cgroup_storage_deprecated", "4.19", "cgroup local storage, the first kind")
        {
            IsNeverInner = true,
            SampleKeySize = 16, Fields = MapFields.Locks,
            Capacity = MapCapacity.Owners, AllowedFlags = QueueFlags,
        },
        new(MapType.ReuseportSocketArray, "reuseport_sockarray", "4.19", "reuseport arrays")
        {
            KeySize = 4, ValueSizes = [4, 8], Allocation = MapAllocation.Pointers,
            IsArray = true, AllowedFlags = QueueFlags,
            Declaration = "Bpf.BpfReuseportSocketArray", HasIndexKey = true, FixedValueSize = 8, Handle = "Bpf.Runtime.ReuseportSocketArray",
        },
        new(MapType.PerCpuCgroupStorage, "percpu_cgroup_storage_deprecated", "4.20", "per-CPU cgroup storage")
        {
            IsNeverInner = true,
            SampleKeySize = 16,
            Capacity = MapCapacity.Owners, IsPerCpu = true, AllowedFlags = QueueFlags,
        },
        new(MapType.Queue, "queue", "4.20", "queues")
        {
            KeySize = 0, Allocation = MapAllocation.Values, Contents = MapContents.Elements,
            HasTypes = false, AllowedFlags = QueueFlags, Declaration = "Bpf.BpfQueue", ValueParameter = 0, Handle = "Bpf.Runtime.QueueMap",
        },
        new(MapType.Stack, "stack", "4.20", "stacks")
        {
            KeySize = 0, Allocation = MapAllocation.Values, Contents = MapContents.Elements,
            HasTypes = false, AllowedFlags = QueueFlags, Declaration = "Bpf.BpfStack", ValueParameter = 0, Handle = "Bpf.Runtime.StackMap",
        },
        Storage(MapType.SocketStorage, "sk_storage", "5.2", "socket storage"),
        new(MapType.DeviceMapHash, "devmap_hash", "5.4", "device hashes")
        {
            AddedFlags = MapFlags.ProgramReadOnly,
            KeySize = 4, ValueSizes = [4, 8], HasTypes = false, AllowedFlags = DescriptorFlags,
            Declaration = "Bpf.BpfDeviceHash", HasIndexKey = true, FixedValueSize = 8, Handle = "Bpf.Runtime.DeviceHash",
        },
        new(MapType.StructOps, "struct_ops", "5.6", "struct_ops maps") { HasKernelType = true, IsNeverInner = true },
        new(MapType.RingBuffer, "ringbuf", "5.8", "ring buffers")
        {
            Queue = RecordQueue.Shared,
            KeySize = 0, ValueSizes = [0],
            Capacity = MapCapacity.Bytes, HasTypes = false, AllowedFlags = MapFlags.NumaNode | MapFlags.RingBufferOverwrite, // RINGBUF_CREATE_FLAG_MASK
            Declaration = "Bpf.BpfRingBuffer", RecordParameter = 0, Handle = "Bpf.Runtime.RingBuffer",
        },
        Storage(MapType.InodeStorage, "inode_storage", "5.10", "inode storage"),
        Storage(MapType.TaskStorage, "task_storage", "5.11", "task storage", MapFields.UserPointers),
        new(MapType.BloomFilter, "bloom_filter", "5.16", "Bloom filters")
        {
            KeySize = 0,
            AllowedFlags = MapFlags.NumaNode | MapFlags.ZeroSeed | Access, // BLOOM_CREATE_FLAG_MASK
            Declaration = "Bpf.BpfBloomFilter", ValueParameter = 0, Handle = "Bpf.Runtime.BloomFilter",
        },
        new(MapType.UserRingBuffer, "user_ringbuf", "6.1", "user ring buffers")
        {
            Queue = RecordQueue.FromUserSpace,
            KeySize = 0, ValueSizes = [0],
            Capacity = MapCapacity.Bytes, HasTypes = false, AllowedFlags = MapFlags.NumaNode,
            Declaration = "Bpf.BpfUserRingBuffer", Handle = "Bpf.Runtime.UserRingBuffer",
        },
        Storage(MapType.CgroupStorage, "cgrp_storage", "6.2", "cgroup storage"),
        new(MapType.Arena, "arena", "6.9", "arenas")
        {
            KeySize = 0, ValueSizes = [0],
            HasTypes = false, ImpliedFlags = MapFlags.MemoryMappable,
            AllowedFlags = MapFlags.MemoryMappable | MapFlags.SegvOnFault | MapFlags.NoUserConversion, // arena_map_alloc
            Declaration = "Bpf.BpfArena", Handle = "Bpf.Runtime.ArenaMap",
        },
        new(MapType.InstructionArray, "insn_array", "6.19", "instruction arrays") { KeySize = 4, ValueSizes = [16], HasTypes = false, IsArray = true },
    ];

    /// <summary>Finds the row of a type; returns null when it is newer than the table.</summary>
    public static MapKind? Find(MapType type) => (uint)type - 1 < (uint)All.Length ? All[(uint)type - 1] : null;

    /// <summary>Returns the kernel's name for a type; its number when it is newer than the table.</summary>
    public static string NameOf(MapType type)
        => type == MapType.Unspecified ? "unspec" : Find(type)?.KernelName ?? ((uint)type).ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the kind of the inner maps of a map of maps: hash maps when the declaration does not specify a type that has a row.</summary>
    public static MapKind InnerKind(MapType? type) => Find(type ?? MapType.Hash) ?? Find(MapType.Hash)!;

    /// <summary>Returns the types of maps that a handle class is for.</summary>
    /// <param name="handle">Name of the class, without namespace and type parameters.</param>
    public static IEnumerable<MapType> TypesOfHandle(string handle) => All.Where(kind => kind.HasHandle(handle)).Select(static kind => kind.Type);

    /// <summary>Finds the kind that a class declares; returns null when there is none.</summary>
    /// <param name="declaration">Full name, without type parameters.</param>
    public static MapKind? OfDeclaration(string declaration) => Array.Find(All, kind => kind.Declaration == declaration);

    private static MapKind Storage(MapType type, string kernelName, string since, string description, MapFields fields = MapFields.None)
        => new(type, kernelName, since, description)
        {
            KeySize = 4, RequiresTypes = true, Fields = MapFields.Locks | MapFields.Pointers | fields,
            // BPF_LOCAL_STORAGE_CREATE_FLAG_MASK
            Capacity = MapCapacity.Owners, ImpliedFlags = MapFlags.NoPreallocation, AllowedFlags = MapFlags.NoPreallocation | MapFlags.Clone,
            Declaration = "Bpf.Bpf" + type, HasIndexKey = true, ValueParameter = 0, Handle = "Bpf.Runtime." + type,
        };
}
