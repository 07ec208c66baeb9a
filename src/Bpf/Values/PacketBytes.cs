using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>The bytes of a packet between two pointers, with the comparison that the verifier wants to see.</summary>
internal static unsafe class PacketBytes
{
    /// <summary>A part of the packet; false when the packet ends before.</summary>
    public static bool TryGetRef<T>(byte* data, byte* end, ulong offset, out BpfRef<T> part)
        where T : unmanaged
    {
        byte* start = data + offset;
        if (start + Unsafe.SizeOf<T>() > end)
        {
            part = default;
            return false;
        }

        part = new BpfRef<T>(ref *(T*)start);
        return true;
    }
}
