using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Maps;

/// <summary>
/// Key and value sizes that the kernel expects in a different form than definitions state them. Queues of records have no keys or values: what their
/// definition calls a value tells readers the record type.
/// </summary>
internal static class ElementSizes
{
    /// <summary>Returns the sizes in bytes with which to create a map.</summary>
    /// <param name="type">Type of the map.</param>
    /// <param name="key">Size of a key in the definition, in bytes.</param>
    /// <param name="value">Size of a value in the definition, in bytes.</param>
    public static (int Key, int Value) Of(MapType type, int key, int value)
        => MapKinds.Find(type) is not { KeySize: { } onlyKey, ValueSizes: [var onlyValue] } kind ? (key, value)
            : kind.HasRecords || onlyValue == 0 ? (onlyKey, onlyValue)
            : (key == 0 ? onlyKey : key, value == 0 ? onlyValue : value);
}
