using Bpf.Runtime;
using Bpf.Shared;

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
    public static (int Key, int Value) Of(MapType type, int key, int value)
        => MapKinds.Find(type) is not { KeySize: { } onlyKey, ValueSizes: [var onlyValue] } kind ? (key, value)
            : kind.HasRecords || onlyValue == 0 ? (onlyKey, onlyValue)
            : (key == 0 ? onlyKey : key, value == 0 ? onlyValue : value);
}
