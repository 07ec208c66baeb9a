using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Events;

/// <summary><c>struct epoll_event</c>, with an architecture-specific layout: packed to 12 bytes on x86, 16 bytes elsewhere.</summary>
[InlineArray(16)]
internal struct EpollEvent
{
    private byte _first; // The attribute repeats it 16 times.

    /// <summary>Size of an event in an array, in bytes.</summary>
    public static int Stride { get; } = HostArchitecture.Current == Architecture.X64 ? 12 : 16;

    private static int DataOffset => Stride - sizeof(ulong);

    public static EpollEvent Create(uint events, ulong data)
    {
        EpollEvent result = default;
        Span<byte> bytes = result;
        MemoryMarshal.Write(bytes, in events);
        MemoryMarshal.Write(bytes[DataOffset..], in data);
        return result;
    }

    public static ulong DataOf(ReadOnlySpan<byte> events, int index) => MemoryMarshal.Read<ulong>(events[((index * Stride) + DataOffset)..]);
}
