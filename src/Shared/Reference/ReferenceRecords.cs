using System.Linq;
using Bpf.ReferenceKernels;

namespace Bpf.Shared;

/// <summary>The records of tracepoints in the reference kernels.</summary>
internal static class ReferenceRecords
{
    /// <summary>What precedes the name of the event class in the name of the record's type.</summary>
    public const string Prefix = "trace_event_raw_";

    private const string CommonPart = "ent";
    private const string Data = "__data"; // marks the start of what follows the record

    /// <summary>Returns the type of the record of a tracepoint, if it has an event class of its own; otherwise null.</summary>
    /// <param name="target">The tracepoint, as category:name.</param>
    public static string? TypeOf(string target)
        => ColonTarget.Split(target, 2) is { Length: 2 } parts && KernelTypeTable.Reference.FindAggregate(Prefix + parts[1], isUnion: false) is not null
            ? Prefix + parts[1] : null;

    /// <summary>Returns the fields of a record that has the same layout in all reference kernels that have it; otherwise null.</summary>
    /// <param name="type">Name of the type.</param>
    public static IReadOnlyList<RecordMember>? FieldsOf(string type)
    {
        if (KernelTypeTable.Reference.FindAggregate(type, isUnion: false) is not { Members: var members } record
            || members.Count == 0 || members[0].Name != CommonPart || members.Any(member => member.Kernels != record.Kernels || member.Bits != 0))
        {
            return null;
        }

        List<RecordMember> fields = [];
        int offset = RecordComparison.CommonSize;
        foreach (KernelMember member in members.Skip(1).TakeWhile(static member => member.Name != Data))
        {
            if (LayoutOf(member.Type) is not var (size, alignment) || size == 0)
            {
                return null;
            }

            offset = (offset + alignment - 1) / alignment * alignment;
            KernelType resolved = member.Type.Resolved;
            fields.Add(new RecordMember(member.Name, $"{member.Type}", offset, size)
            {
                ElementSize = resolved.Kind == KernelTypeKind.Array ? LayoutOf(resolved.Element!)!.Value.Size : size,
                IsLocation = member.Name.StartsWith("__data_loc_", StringComparison.Ordinal) || member.Name.StartsWith("__rel_loc_", StringComparison.Ordinal),
            });
            offset += size;
        }

        return fields;
    }

    // Structs within records are rare.
    private static (int Size, int Alignment)? LayoutOf(KernelType type) => type.Resolved switch
    {
        { Kind: KernelTypeKind.Pointer } => (sizeof(ulong), sizeof(ulong)),
        { Kind: KernelTypeKind.Integer or KernelTypeKind.Enumeration, Size: var size } => (size, Math.Max(size, 1)),
        { Kind: KernelTypeKind.Array } array when LayoutOf(array.Element!) is var (element, alignment) => ((int)(element * array.Count), alignment),
        _ => null,
    };
}
