using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>Accesses the bytes of a packet between two pointers, with the bounds check that the verifier expects.</summary>
internal static unsafe class PacketBytes
{
    /// <summary>Gets part of the packet in place; returns false when the packet is too short.</summary>
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
