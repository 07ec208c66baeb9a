namespace Bpf;

/// <summary>The memory of an arena in a process: <c>Bpf.Runtime.ArenaMap</c>. All addresses are those that programs see.</summary>
public interface IArenaMemory
{
    /// <summary>Gets the value at an address.</summary>
    /// <typeparam name="T">Unmanaged type.</typeparam>
    /// <param name="address">Its address.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not inside the arena, for example because the address is 0.</exception>
    ref T At<T>(ulong address)
        where T : unmanaged;

    /// <summary>Gets an array at an address.</summary>
    /// <typeparam name="T">Unmanaged type of the elements.</typeparam>
    /// <param name="address">Address of the first element.</param>
    /// <param name="count">Number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The array is not inside the arena, or the number is negative.</exception>
    Span<T> SpanAt<T>(ulong address, int count)
        where T : unmanaged;
}
