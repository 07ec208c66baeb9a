using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>The objects that an iterator visits (<c>union bpf_iter_link_info</c>, include/uapi/linux/bpf.h). The default is all of them.</summary>
public readonly struct IteratorScope
{
    private static readonly string[] s_ofMaps = ["bpf_map_elem", "bpf_sk_storage_map", "sockmap"];
    private static readonly string[] s_ofTasks = ["task", "task_file", "task_vma"];
    private static readonly string[] s_ofCgroups = ["cgroup"];

    private IteratorScope(IteratorLinkInfo info, string[] targets, string what)
    {
        Info = info;
        Targets = targets;
        What = what;
    }

    /// <summary>The kinds of iterators that support this scope; for others the kernel ignores it.</summary>
    internal string[] Targets => field ?? [];

    /// <summary>Description of the scope, for messages.</summary>
    internal string What => field ?? "";

    /// <summary>Bytes of <see cref="Info"/> that the kernel must know; older kernels ignore the rest.</summary>
    internal uint NeededBytes => Targets == s_ofMaps ? sizeof(uint) : (uint)IteratorLinkInfo.KnownSize;

    /// <summary>The scope as passed to the kernel; <see langword="null"/> for all objects.</summary>
    internal IteratorLinkInfo? Info { get; }

    /// <summary>Directory of the cgroup to open for <see cref="Info"/>.</summary>
    internal string? CgroupDirectory { get; private init; }

    /// <summary>The elements of one map: for <c>bpf_map_elem</c> (kernel 5.9) and <c>bpf_sk_storage_map</c>.</summary>
    /// <param name="map">A map that exists in the kernel.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="BpfStateException">The map does not exist yet.</exception>
    public static IteratorScope OfMap(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(new IteratorLinkInfo { MapMapFd = (uint)map.Handle.Descriptor }, s_ofMaps, "one map");
    }

    /// <summary>One thread: for <c>task</c>, <c>task_file</c> and <c>task_vma</c> (kernel 6.1).</summary>
    /// <param name="threadId">Positive id of the thread, in the PID namespace of this process.</param>
    /// <returns>The scope.</returns>
    public static IteratorScope OfThread(int threadId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threadId);
        return new(new IteratorLinkInfo { TaskTid = (uint)threadId }, s_ofTasks, "one thread");
    }

    /// <summary>All threads of one process: for <c>task</c>, <c>task_file</c> and <c>task_vma</c> (kernel 6.1).</summary>
    /// <param name="processId">Positive id of the process, in the PID namespace of this process.</param>
    /// <returns>The scope.</returns>
    public static IteratorScope OfProcess(int processId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processId);
        return new(new IteratorLinkInfo { TaskProcessId = (uint)processId }, s_ofTasks, "one process");
    }

    /// <summary>A part of the cgroup tree: for <c>cgroup</c> (kernel 6.1).</summary>
    /// <param name="directory">Directory of a cgroup in a cgroup v2 file system.</param>
    /// <param name="order">Which cgroups to visit, and in which order.</param>
    /// <returns>The scope.</returns>
    public static IteratorScope OfCgroup(string directory, IteratorCgroupOrder order)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return new(new IteratorLinkInfo { CgroupOrder = (uint)order }, s_ofCgroups, "cgroups") { CgroupDirectory = directory };
    }
}
