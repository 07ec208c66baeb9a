namespace Bpf;

/// <summary>
/// A pointer into a <see cref="BpfArena"/>. It can be stored anywhere: in the arena, in other maps, in events; a process that maps the arena can
/// dereference it too. A program that dereferences one must also use the arena itself somewhere, or the kernel does not know which arena is meant.
/// </summary>
/// <typeparam name="T">Unmanaged type it points to.</typeparam>
/// <param name="address">Address in user space.</param>
public readonly struct BpfArenaPointer<T>(ulong address)
    where T : unmanaged
{
    /// <summary>Address in user space; 0 for none.</summary>
    public ulong Address { get; } = address;

    /// <summary>True when it points to nothing.</summary>
    public bool IsNull => Address == 0;

    /// <summary>
    /// The value it points to, for programs. Unallocated pages read as 0 and ignore writes; an access never leaves the arena. The host uses <see cref="In"/>:
    /// here it would access whatever is at the address.
    /// </summary>
    public ref T Value => ref ArenaFunctions.Follow<T>(Address);

    /// <summary>Gets an element of the array it points to.</summary>
    /// <param name="index">Index of the element; it is not checked, but an access never leaves the arena.</param>
    public unsafe ref T this[long index] => ref ArenaFunctions.Follow<T>(Address + ((ulong)index * (ulong)sizeof(T)));

    /// <summary>For the host: the value it points to. A program can change it at any time.</summary>
    /// <param name="arena">The arena, such as <c>skeleton.Maps.Nodes</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not point into the arena, for example because it is null.</exception>
    public ref T In(IArenaMemory arena) => ref arena.At<T>(Address);

    /// <summary>For the host: the array it points to.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="count">Number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The array is not inside the arena, or the number is negative.</exception>
    public Span<T> SpanIn(IArenaMemory arena, int count) => arena.SpanAt<T>(Address, count);

    /// <summary>Returns a pointer to an element of the array it points to.</summary>
    /// <param name="index">Index of the element.</param>
    public unsafe BpfArenaPointer<T> ElementAt(long index) => new(Address + ((ulong)index * (ulong)sizeof(T)));

    /// <summary>Returns a pointer of another type to the same place.</summary>
    /// <typeparam name="TOther">Unmanaged type.</typeparam>
    public BpfArenaPointer<TOther> As<TOther>()
        where TOther : unmanaged => new(Address);
}
