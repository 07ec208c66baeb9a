using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>The kernel functions of <see cref="BpfArena"/>.</summary>
internal static unsafe class ArenaFunctions
{
    [BpfKfunc("bpf_arena_alloc_pages")]
    internal static void* AllocatePages(BpfMapDeclaration map, void* address, uint pages, int node, ulong flags) => throw new BpfOnlyException();

    [BpfKfunc("bpf_arena_free_pages")]
    internal static void FreePages(BpfMapDeclaration map, void* address, uint pages) => throw new BpfOnlyException();

    /// <summary>Dereferences an arena address: in BPF code it becomes a kernel address; in user space it is used unchanged.</summary>
    [BpfIntrinsic("arena.follow")]
    internal static ref T Follow<T>(ulong address)
        where T : unmanaged => ref Unsafe.AsRef<T>((void*)address);
}
