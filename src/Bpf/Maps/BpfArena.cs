namespace Bpf;

/// <summary>
/// Memory that BPF programs and user space share, up to 4 GiB, in pages that programs allocate (<c>BPF_MAP_TYPE_ARENA</c>, kernel 6.9).
/// <see cref="BpfMapAttribute.MaxEntries"/> is its size in pages. Pointers into it are the same in the program and in the process, which maps it at
/// <see cref="BpfMapAttribute.MapExtra"/>; with 0 there, the kernel chooses the address, but an arena that is pinned, so that several processes can map it, is
/// at 1 &lt;&lt; 44 on x86_64 and 1 &lt;&lt; 32 on aarch64. One object has at most one arena.
/// </summary>
public sealed unsafe class BpfArena : BpfMapDeclaration
{
    private const int AnyNode = -1; // NUMA_NO_NODE

    /// <summary>Allocates zeroed pages (<c>bpf_arena_alloc_pages</c>); sleepable programs only.</summary>
    /// <typeparam name="T">Unmanaged type of the contents.</typeparam>
    /// <param name="pages">Number of pages.</param>
    /// <returns>The first page; null when the arena is full.</returns>
    public BpfArenaPointer<T> Allocate<T>(uint pages)
        where T : unmanaged => new((ulong)ArenaFunctions.AllocatePages(this, null, pages, AnyNode, 0));

    /// <summary>Frees pages (<c>bpf_arena_free_pages</c>); sleepable programs only.</summary>
    /// <typeparam name="T">Unmanaged type of the contents.</typeparam>
    /// <param name="memory">The first page.</param>
    /// <param name="pages">Number of pages.</param>
    public void Free<T>(BpfArenaPointer<T> memory, uint pages)
        where T : unmanaged => ArenaFunctions.FreePages(this, (void*)memory.Address, pages);
}
