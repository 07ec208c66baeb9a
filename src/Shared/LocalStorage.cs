namespace Bpf.Shared;

/// <summary>Maps whose values belong to tasks, sockets, inodes or cgroups.</summary>
internal static class LocalStorage
{
    /// <summary>True for BPF_MAP_TYPE_{SK,INODE,TASK,CGRP}_STORAGE.</summary>
    public static bool Is(uint mapType) => mapType is 24 or 28 or 29 or 32;

    /// <summary>Why the kernel refuses a number of entries; null when it does not (<c>bpf_local_storage_map_alloc_check</c>, kernel/bpf/bpf_local_storage.c).</summary>
    public static string? FaultOf(int entries) => entries != 0 ? "storage has a value for each owner and takes no MaxEntries" : null;
}
