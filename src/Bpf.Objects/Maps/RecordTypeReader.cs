using System.Text;
using Bpf.Objects.Btf;
using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Maps;

/// <summary>
/// Finds the record type of a ring buffer or perf event array: the value type of its definition, or else the type that a pointer variable
/// <c>MAP__record</c> points to, which objects made from C# use because libbpf rejects ring buffers with a value type.
/// </summary>
internal static class RecordTypeReader
{
    private const string Suffix = "__record";

    /// <returns><see langword="null"/> when the object does not state the type, or the map has no records.</returns>
    public static RecordType? Find(BtfTypeTable types, MapDefinition map)
    {
        if (map.Kind is not { HasRecords: true })
        {
            return null;
        }

        uint id = map.ValueTypeId != 0 && !IsDescriptor(types, map) ? map.ValueTypeId : ByVariable(types, map.Name);
        return id != 0 && types.SkipModifiersAndTypedefs(id).Kind is not (BtfKind.Forward or BtfKind.Void)
            && types.SizeOf(id) is var size and > 0 and <= int.MaxValue
            ? new RecordType(id, BtfText.Describe(types, id), (int)size, IsOpen(types, id))
            : null;
    }

    // Beside its records, a perf event array has values, descriptors, and many definitions declare just that.
    private static bool IsDescriptor(BtfTypeTable types, MapDefinition map)
        => map.Kind is { Queue: RecordQueue.PerfEvents } && types.SkipModifiersAndTypedefs(map.ValueTypeId) is { Kind: BtfKind.Int, RawSize: sizeof(int) };

    private static uint ByVariable(BtfTypeTable types, string map)
    {
        uint variable = types.Find(Encoding.UTF8.GetBytes(map + Suffix), BtfKind.Variable);
        if (variable == 0)
        {
            return 0;
        }

        BtfType pointer = types.SkipModifiersAndTypedefs(types[variable].ReferencedId);
        return pointer.Kind == BtfKind.Pointer ? pointer.ReferencedId : 0;
    }

    private static bool IsOpen(BtfTypeTable types, uint id)
    {
        for (int depth = 0; depth < BtfLayout.MaximumDepth; depth++)
        {
            BtfType type = types.SkipModifiersAndTypedefs(id);
            if (type.Kind == BtfKind.Array)
            {
                return type.ArrayLength == 0;
            }

            if (type.Kind != BtfKind.Struct || type.Count == 0)
            {
                return false;
            }

            id = type.Member(type.Count - 1).TypeId;
        }

        return false;
    }
}
