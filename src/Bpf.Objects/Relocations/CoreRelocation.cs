using System.Buffers.Binary;

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

    public static CoreRelocation Read(ReadOnlySpan<byte> record) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(record),
        BinaryPrimitives.ReadUInt32LittleEndian(record[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(record[8..]),
        (CoreRelocationKind)BinaryPrimitives.ReadUInt32LittleEndian(record[12..]));
}
