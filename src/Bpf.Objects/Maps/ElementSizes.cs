using Bpf.Runtime;

namespace Bpf.Objects.Maps;

/// <summary>
/// Sizes of keys and values that the kernel wants in another form than people write them. Queues of records have no keys and values of their own: what their
/// definition calls a value tells readers the type of the records.
/// </summary>
internal static class ElementSizes
{
    /// <summary>The sizes in bytes that a map is created with.</summary>
    /// <param name="type">Type of the map.</param>
    /// <param name="key">Bytes of a key in the definition.</param>
    /// <param name="value">Bytes of a value in the definition.</param>
    public static (int Key, int Value) Of(MapType type, int key, int value) => type switch
    {
        MapType.RingBuffer or MapType.UserRingBuffer or MapType.Arena => (0, 0),
        MapType.PerfEventArray => (sizeof(uint), sizeof(uint)),
        MapType.ProgramArray or MapType.CgroupArray => (key == 0 ? sizeof(uint) : key, value == 0 ? sizeof(uint) : value),
        _ => (key, value),
    };
}
