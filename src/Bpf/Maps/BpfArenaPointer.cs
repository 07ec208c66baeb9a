namespace Bpf;

/// <summary>
/// A pointer into a <see cref="BpfArena"/>. It may be kept anywhere: in the arena, in other maps, in events; a process that maps the arena can follow it
/// too. A program that follows one must use the arena itself somewhere, or the kernel does not know which arena is meant.
/// </summary>
/// <typeparam name="T">Unmanaged type of what it points to.</typeparam>
/// <param name="address">Address in user space.</param>
public readonly struct BpfArenaPointer<T>(ulong address)
    where T : unmanaged
{
    /// <summary>Address in user space; 0 when there is nothing.</summary>
    public ulong Address { get; } = address;

    /// <summary>True when it points to nothing.</summary>
    public bool IsNull => Address == 0;

    /// <summary>
    /// What it points to. In a program, pages that are not allocated read as 0 and swallow writes; in user space they are allocated on the first access.
    /// </summary>
    public ref T Value => ref ArenaFunctions.Follow<T>(Address);

    /// <summary>An element of the array that it points to.</summary>
    /// <param name="index">Number of the element; nobody checks it, but an access never leaves the arena.</param>
    public unsafe ref T this[long index] => ref ArenaFunctions.Follow<T>(Address + ((ulong)index * (ulong)sizeof(T)));

    /// <summary>The pointer to an element of the array that it points to.</summary>
    /// <param name="index">Number of the element.</param>
    public unsafe BpfArenaPointer<T> ElementAt(long index) => new(Address + ((ulong)index * (ulong)sizeof(T)));

    /// <summary>The same place as another type.</summary>
    /// <typeparam name="TOther">Unmanaged type.</typeparam>
    public BpfArenaPointer<TOther> As<TOther>()
        where TOther : unmanaged => new(Address);
}
