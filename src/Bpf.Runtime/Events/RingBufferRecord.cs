using System.Runtime.CompilerServices;

namespace Bpf.Runtime;

/// <summary>A record of a ring buffer whose length differs from record to record, in place; valid as long as its batch.</summary>
/// <typeparam name="T">Type of the beginning of the record.</typeparam>
public readonly ref struct RingBufferRecord<T>
    where T : unmanaged
{
    private readonly ref readonly T _value;

    internal RingBufferRecord(ref readonly T value, ReadOnlySpan<byte> bytes)
    {
        _value = ref value;
        Bytes = bytes;
    }

    /// <summary>The beginning of the record.</summary>
    public ref readonly T Value => ref _value;

    /// <summary>The whole record.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>What follows the beginning; empty if the record has no more than that.</summary>
    public ReadOnlySpan<byte> Rest => Bytes[Unsafe.SizeOf<T>()..];
}
