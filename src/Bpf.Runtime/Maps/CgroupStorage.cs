using System.Runtime.InteropServices;
using Bpf.Objects.NativeNames;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Values attached to cgroups v2 (kernel 6.2). The owner is the directory of the cgroup, such as <c>/sys/fs/cgroup/system.slice</c>, or a descriptor
/// for it.
/// </summary>
/// <typeparam name="T">Value type, of the map's value size.</typeparam>
/// <param name="map">A map of type CgroupStorage.</param>
/// <exception cref="BpfException">The map has another type or value size.</exception>
public sealed class CgroupStorage<T>(BpfMap map) : LocalStorage<string, T>(map, nameof(CgroupStorage<>)), IMapHandle<CgroupStorage<T>>
    where T : unmanaged
{
    static CgroupStorage<T> IMapHandle<CgroupStorage<T>>.Of(BpfMap map) => new(map);

    private protected override SafeHandle HandleOf(string owner)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        NativeText.Require(owner, "open", owner);
        Errno error = Native.Open(owner, Native.OpenReadOnly | Native.OpenDirectory, out BpfHandle handle);
        return error == Errno.None ? handle : throw new BpfException("open", owner, error);
    }

    private protected override string? AdviceFor(Errno error)
        => error == Errno.EBADF ? "The owner must be a directory of a cgroup v2 file system." : null;
}
