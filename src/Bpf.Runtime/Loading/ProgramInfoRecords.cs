using System.Buffers.Binary;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Objects.Relocations;

namespace Bpf.Runtime.Loading;

/// <summary>Function and line records of a linked program: those of its functions, relocated to the final position of their code.</summary>
internal static class ProgramInfoRecords
{
    /// <summary>Collects the records of all functions of an image, with offsets in instructions; empty when the program's own function has none.</summary>
    public static byte[] Collect(BtfRecords source, ObjectFile file, ProgramImage image)
    {
        int size = 0;
        foreach (FunctionPlacement placement in image.Placements)
        {
            size += Of(source, file, placement.Function).Length;
        }

        byte[] result = new byte[size];
        int written = 0;
        foreach (FunctionPlacement placement in image.Placements)
        {
            ReadOnlySpan<byte> records = Of(source, file, placement.Function);
            if (records.IsEmpty)
            {
                return [];
            }

            Span<byte> target = result.AsSpan(written, records.Length);
            records.CopyTo(target);
            for (int i = 0; i < target.Length; i += source.RecordSize)
            {
                uint offset = BinaryPrimitives.ReadUInt32LittleEndian(target[i..]) / 8;
                BinaryPrimitives.WriteUInt32LittleEndian(target[i..], offset - (uint)placement.Function.Start + (uint)placement.Position);
            }

            written += records.Length;
        }

        return result;
    }

    /// <summary>Replaces the types in function records.</summary>
    public static void ReplaceFunctions(Span<byte> records, int recordSize, Func<uint, uint> replacement)
    {
        for (int i = 0; i < records.Length; i += recordSize)
        {
            Span<byte> type = records.Slice(i + sizeof(uint), sizeof(uint));
            BinaryPrimitives.WriteUInt32LittleEndian(type, replacement(BinaryPrimitives.ReadUInt32LittleEndian(type)));
        }
    }

    private static ReadOnlySpan<byte> Of(BtfRecords source, ObjectFile file, in FunctionCode function)
        => source.InRange(file.Code[function.SectionIndex]!.Name, (uint)function.Start * 8, (uint)function.End * 8);
}
