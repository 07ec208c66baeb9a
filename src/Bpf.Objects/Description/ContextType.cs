using System.Buffers.Binary;
using Bpf.Objects.Btf;
using Bpf.Objects.Files;

namespace Bpf.Objects.Description;

/// <summary>What the only parameter of a program points to, from the BTF of the object.</summary>
internal static class ContextType
{
    private const int TypeIdOffset = sizeof(uint); // struct bpf_func_info, linux/bpf.h

    /// <summary>Finds the type; null if the object does not describe it, or the parameter is not a pointer to data.</summary>
    /// <param name="file">The object.</param>
    /// <param name="function">The program.</param>
    public static BtfType? Find(ObjectFile file, FunctionCode function)
        => FunctionOf(file, function)?.Referenced is { Kind: BtfKind.FunctionPrototype, Count: 1 } prototype
            && prototype.Table.SkipModifiersAndTypedefs(prototype.ParameterTypeId(0)) is { Kind: BtfKind.Pointer } pointer
            && prototype.Table.SkipModifiersAndTypedefs(pointer.ReferencedId) is { } type
            && type.Kind is not (BtfKind.Void or BtfKind.Forward or BtfKind.FunctionPrototype) ? type : null;

    /// <summary>Finds the description of the function of a program; null if the object does not have it.</summary>
    /// <param name="file">The object.</param>
    /// <param name="function">The program.</param>
    public static BtfType? FunctionOf(ObjectFile file, FunctionCode function)
    {
        if (file.Extension is not { } extension || file.Btf is not { } types || file.Code[function.SectionIndex] is not { } section)
        {
            return null;
        }

        ReadOnlySpan<byte> record = extension.Functions.InRange(section.Name, (uint)function.Start * 8, ((uint)function.Start * 8) + 1);
        return record.Length >= TypeIdOffset + sizeof(uint)
            && types[BinaryPrimitives.ReadUInt32LittleEndian(record[TypeIdOffset..])] is { Kind: BtfKind.Function } description ? description : null;
    }
}
