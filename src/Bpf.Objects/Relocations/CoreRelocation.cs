using System.Buffers.Binary;
using Bpf.Objects.Description;

namespace Bpf.Objects.Relocations;

/// <summary>A CO-RE relocation record (<c>struct bpf_core_relo</c>).</summary>
/// <param name="InstructionOffset">Byte offset of the instruction in its section.</param>
/// <param name="TypeId">Root type in the object's BTF.</param>
/// <param name="AccessOffset">Offset of the string with the access path from the root type.</param>
/// <param name="Kind">The question asked.</param>
internal readonly record struct CoreRelocation(uint InstructionOffset, uint TypeId, uint AccessOffset, CoreRelocationKind Kind)
{
    public bool IsField => Kind <= CoreRelocationKind.FieldRightShift;

    public bool IsEnumerator => Kind is CoreRelocationKind.EnumeratorExists or CoreRelocationKind.EnumeratorValue;

    /// <summary>All relocations of an object, by section and in instruction order.</summary>
    public static IEnumerable<CoreRelocation> AllOf(ObjectFile file)
    {
        if (file.Extension is not { Core.RecordSize: > 0 and var size } extension)
        {
            yield break;
        }

        foreach (ReadOnlyMemory<byte> records in extension.Core.Sections.Values)
        {
            for (int i = 0; i < records.Length; i += size)
            {
                yield return Read(records.Span[i..]);
            }
        }
    }

    public static CoreRelocation Read(ReadOnlySpan<byte> record) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(record),
        BinaryPrimitives.ReadUInt32LittleEndian(record[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(record[8..]),
        (CoreRelocationKind)BinaryPrimitives.ReadUInt32LittleEndian(record[12..]));
}
