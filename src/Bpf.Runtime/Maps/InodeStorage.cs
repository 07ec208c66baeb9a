using System.Runtime.InteropServices;
using Bpf.Objects.NativeNames;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Values attached to files (kernel 5.10 with CONFIG_BPF_LSM and <c>bpf</c> among the active security modules). The owner is the path of a file or
/// directory, which need not be readable, or a descriptor. A value belongs to the inode: all names of a file share it, and it is lost when the kernel
/// evicts the inode from memory, even though the file stays.
/// </summary>
/// <typeparam name="T">Value type, of the map's value size.</typeparam>
/// <param name="map">A map of type InodeStorage.</param>
/// <exception cref="BpfException">The map has another type or value size.</exception>
public sealed class InodeStorage<T>(BpfMap map) : LocalStorage<string, T>(map, nameof(InodeStorage<>)), IMapHandle<InodeStorage<T>>
    where T : unmanaged
{
    static InodeStorage<T> IMapHandle<InodeStorage<T>>.Of(BpfMap map) => new(map);

    // Does not wait for the other end of a pipe and needs no read permission.
    private protected override SafeHandle HandleOf(string owner)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        NativeText.Require(owner, "open", owner);
        Errno error = Native.Open(owner, Native.OpenPath, out BpfHandle handle);
        return error == Errno.None ? handle : throw new BpfException("open", owner, error);
    }

    private protected override string? AdviceFor(Errno error)
        => error == Errno.EBADF ? "The kernel may be running without the BPF security module; boot it with 'bpf' in the lsm= parameter." : null;
}
