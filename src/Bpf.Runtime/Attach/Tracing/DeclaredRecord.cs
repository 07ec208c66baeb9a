using System.Buffers.Binary;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Objects;
using Bpf.Shared;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>The struct that a tracepoint program's parameter points to, from the BTF of the object.</summary>
internal static class DeclaredRecord
{
    private const int MaximumMembers = 1024;

    private const string CommonPart = "ent";
    private const string Data = "__data"; // marks the start of what follows the record

    private static ReadOnlySpan<byte> KernelPrefix => "trace_event_raw_"u8; // include/trace/stages/stage1_struct_define.h

    /// <summary>
    /// Returns the members of the struct; null if the object does not describe it. If the loader adjusts its offsets to the kernel (CO-RE), these are the
    /// members of the kernel's struct of that name; null if the kernel does not have it.
    /// </summary>
    /// <param name="file">The object.</param>
    /// <param name="function">The program.</param>
    /// <param name="kernelTypes">Returns the types of the running kernel; null if it does not tell them.</param>
    public static IReadOnlyList<RecordMember>? Read(ObjectFile file, FunctionCode function, Func<BtfTypeTable?> kernelTypes)
    {
        if (ContextType.Find(file, function) is not { IsComposite: true } structure)
        {
            return null;
        }

        BtfTypeTable types = structure.Table;
        List<RecordMember> members = [];
        if (!IsRelocated(file.Extension!.Core, structure.Id, types))
        {
            Add(structure, 0, "", members);
            return members;
        }

        ReadOnlySpan<byte> name = BtfNames.Essential(structure.Name);
        if (!name.StartsWith(KernelPrefix) || kernelTypes() is not { } kernel || kernel.Find(name, BtfKind.Struct) is not (> 0 and var id))
        {
            return null;
        }

        Add(kernel[id], 0, "", members);
        members.RemoveAll(static member => member.Name == Data || member.Name.StartsWith(CommonPart + ".", StringComparison.Ordinal));
        return members;
    }

    private static bool IsRelocated(BtfRecords relocations, uint structure, BtfTypeTable types)
    {
        foreach (ReadOnlyMemory<byte> section in relocations.Sections.Values)
        {
            ReadOnlySpan<byte> records = section.Span;
            for (int i = 0; i < records.Length; i += relocations.RecordSize)
            {
                if (types.SkipModifiersAndTypedefs(BinaryPrimitives.ReadUInt32LittleEndian(records[(i + sizeof(uint))..])).Id == structure)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Add(BtfType structure, int offset, string prefix, List<RecordMember> members)
    {
        for (int i = 0; i < structure.Count; i++)
        {
            BtfMember member = structure.Member(i);
            if (member.BitFieldSize == 0 && member.BitOffset % 8 == 0)
            {
                Add(structure.Table, member.TypeId, offset + (int)(member.BitOffset / 8), prefix + structure.Table.Text(member.NameOffset), members);
            }
        }
    }

    private static void Add(BtfTypeTable types, uint id, int offset, string name, List<RecordMember> members)
    {
        BtfType type = types.SkipModifiersAndTypedefs(id);
        if (members.Count == MaximumMembers || type.Kind is BtfKind.Void or BtfKind.Forward)
        {
            return;
        }

        if (type.IsComposite)
        {
            Add(type, offset, name.Length == 0 ? "" : name + ".", members);
            return;
        }

        int size = (int)types.SizeOf(type.Id);
        if (type.Kind != BtfKind.Array)
        {
            bool isNumber = type.Kind == BtfKind.Int && !type.IntIsBool;
            members.Add(new RecordMember(name, type.Kind == BtfKind.Pointer ? "pointer" : type.NameText, offset, size)
            {
                IsSigned = isNumber && size > 1 ? type.IntIsSigned : null,
            });
            return;
        }

        int element = (int)types.SizeOf(type.ArrayElementId);
        if (element <= 1)
        {
            string text = types.SkipModifiersAndTypedefs(type.ArrayElementId).NameText;
            members.Add(new RecordMember(name, $"{text}[{size}]", offset, size) { ElementSize = 1 });
            return;
        }

        for (int i = 0; i < type.ArrayLength; i++)
        {
            Add(types, type.ArrayElementId, offset + (i * element), $"{name}[{i}]", members);
        }
    }
}
