using Bpf.Runtime;

namespace Bpf.Objects.Maps;

/// <summary>Properties of map types.</summary>
internal static class MapTypes
{
    /// <summary>True when the kernel accepts BTF types for keys and values of such maps.</summary>
    public static bool HaveBtf(MapType type) => type is not (
        MapType.PerfEventArray or MapType.CgroupArray or MapType.StackTrace or MapType.ArrayOfMaps or MapType.HashOfMaps or MapType.DeviceMap
        or MapType.DeviceMapHash or MapType.CpuMap or MapType.XskMap or MapType.SocketMap or MapType.SocketHash or MapType.Queue or MapType.Stack
        or MapType.Arena or MapType.RingBuffer or MapType.UserRingBuffer or MapType.ProgramArray or MapType.InstructionArray);
}
