using System.Runtime.CompilerServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

// Elements as bytes.
public sealed unsafe partial class BpfMap
{
    /// <summary>True for maps with one value per CPU.</summary>
    public bool IsPerCpu
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Kind is { IsPerCpu: true };
    }

    /// <summary>
    /// Size of a value as user space reads and writes it, in bytes: <see cref="ValueSize"/>; for per-CPU maps, that size rounded up to a multiple of
    /// 8 for each possible CPU.
    /// </summary>
    public int ElementSize
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsPerCpu ? PerCpuElementSize() : ValueSize;
    }

    internal int AlignedValueSize => (ValueSize + 7) & ~7;

    /// <summary>Reads the value of a key.</summary>
    /// <param name="key">Key, <see cref="KeySize"/> bytes.</param>
    /// <param name="value">Receives the value, <see cref="ElementSize"/> bytes.</param>
    /// <returns><see langword="false"/> when the key is absent.</returns>
    /// <exception cref="BpfException">The kernel refused for another reason.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLookup(ReadOnlySpan<byte> key, Span<byte> value) => Found(Element(BpfCommand.MapLookupElement, key, value, 0), "read map");

    /// <summary>Reads and removes the value of a key (kernel 5.14 for hash maps, 4.20 for queues and stacks).</summary>
    /// <inheritdoc cref="TryLookup"/>
    public bool TryTake(ReadOnlySpan<byte> key, Span<byte> value) => Found(Element(BpfCommand.MapLookupAndDeleteElement, key, value, 0), "take from map");

    /// <summary>Writes the value of a key.</summary>
    /// <param name="key">Key, <see cref="KeySize"/> bytes.</param>
    /// <param name="value">Value, <see cref="ElementSize"/> bytes.</param>
    /// <param name="mode">Behavior for existing and missing keys.</param>
    /// <exception cref="BpfException">EEXIST, ENOENT (see <paramref name="mode"/>), E2BIG (the map is full), or another refusal.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, MapUpdateMode mode = MapUpdateMode.Any)
    {
        Errno error = TryUpdate(key, value, mode);
        if (error != Errno.None)
        {
            throw UpdateFailure(error);
        }
    }

    /// <summary>Writes the value of a key; errors are returned rather than thrown.</summary>
    /// <inheritdoc cref="Update"/>
    /// <returns><see cref="Errno.None"/>, or the kernel's error.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Errno TryUpdate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, MapUpdateMode mode = MapUpdateMode.Any)
        => Element(BpfCommand.MapUpdateElement, key, value, (ulong)mode);

    /// <summary>Removes a key.</summary>
    /// <param name="key">Key, <see cref="KeySize"/> bytes.</param>
    /// <returns><see langword="false"/> when the key is absent.</returns>
    /// <exception cref="BpfException">The kernel refused for another reason; EINVAL for arrays.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Remove(ReadOnlySpan<byte> key) => Found(Element(BpfCommand.MapDeleteElement, key, default, 0, hasValue: false), "remove from map");

    /// <summary>Gets the key after another one in the kernel's order.</summary>
    /// <param name="key">A key, or empty to start. A key that no longer exists restarts the iteration.</param>
    /// <param name="next">Receives the next key.</param>
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="BpfException">The kernel refused for another reason.</exception>
    public bool TryGetNextKey(ReadOnlySpan<byte> key, Span<byte> next)
    {
        RequireSize("key", next.Length, KeySize);
        if (!key.IsEmpty)
        {
            RequireSize("key", key.Length, KeySize);
        }

        fixed (byte* keyPointer = key)
        fixed (byte* nextPointer = next)
        {
            MapElementAttribute attribute = new() { MapFd = (uint)Handle.Descriptor, Key = (ulong)keyPointer, Value = (ulong)nextPointer };
            Errno error = BpfCall.Run(BpfCommand.MapGetNextKey, ref attribute);
            GC.KeepAlive(this);
            return Found(error, "walk map");
        }
    }

    /// <summary>Makes the map permanently read-only for user space (kernel 5.2).</summary>
    /// <exception cref="BpfException">EBUSY when the map is mapped as writable.</exception>
    public void Freeze()
    {
        MapElementAttribute attribute = new() { MapFd = (uint)Handle.Descriptor };
        Errno error = BpfCall.Run(BpfCommand.MapFreeze, ref attribute, sizeof(uint));
        GC.KeepAlive(this);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("freeze map", Name, error);
        }
    }

    /// <summary>Runs a batch command (kernel 5.6).</summary>
    internal Errno Batch(BpfCommand command, void* inBatch, void* outBatch, void* keys, void* values, ref uint count)
    {
        MapBatchAttribute attribute = new()
        {
            InBatch = (ulong)inBatch,
            OutBatch = (ulong)outBatch,
            Keys = (ulong)keys,
            Values = (ulong)values,
            Count = count,
            MapFd = (uint)Handle.Descriptor,
        };
        Errno error = BpfCall.Run(command, ref attribute);
        GC.KeepAlive(this);
        count = attribute.Count;
        return error;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void RequireSize(string what, int actual, int expected)
    {
        if (actual != expected)
        {
            throw WrongSize(what, actual, expected);
        }
    }

    /// <summary>Runs a command for one key; the kernel's result is written to the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Errno Element(BpfCommand command, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ulong flags, bool hasValue = true)
    {
        RequireSize("key", key.Length, KeySize);
        if (hasValue)
        {
            RequireSize("value", value.Length, ElementSize);
        }

        fixed (byte* keyPointer = key)
        fixed (byte* valuePointer = value)
        {
            MapElementAttribute attribute = new()
            {
                MapFd = (uint)Handle.Descriptor,
                Key = (ulong)keyPointer,
                Value = (ulong)valuePointer,
                Flags = flags,
            };
            Errno error = BpfCall.Run(command, ref attribute);
            GC.KeepAlive(this); // or the finalizer of an unreachable map closes the descriptor during the call
            return error;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Found(Errno error, string operation)
        => error == Errno.None || (error == Errno.ENOENT ? false : throw BpfException.FromKernel(operation, Name, error));

    // Separate, so that the hot path stays small.
    private int PerCpuElementSize() => PossibleCpus.Count * AlignedValueSize;

    private BpfException UpdateFailure(Errno error) => BpfException.FromKernel("write map", Name, error, AdviceForUpdate(error));

    private BpfException WrongSize(string what, int actual, int expected) => new("use map", Name, null, $"Its {what} is {expected} bytes, not {actual}.");

    internal string? AdviceForUpdate(Errno error) => error switch
    {
        Errno.E2BIG => $"The map is full ({MaxEntries} entries), or the index is out of range.",
        Errno.EPERM when (Flags & MapFlags.UserReadOnly) != 0 => "The map is read-only for user space.",
        Errno.EPERM => "The map may be frozen.",
        _ => null,
    };
}
