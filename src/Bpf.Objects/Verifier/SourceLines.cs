using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Verifier;

/// <summary>Looks up source lines in line records.</summary>
internal static class SourceLines
{
    /// <summary>Returns the source line of an instruction of a function; <see langword="null"/> when the object has no line information for it.</summary>
    /// <param name="file">The object.</param>
    /// <param name="function">The function.</param>
    /// <param name="instruction">Index of the instruction in the function.</param>
    public static SourceLocation? Find(ObjectFile file, FunctionCode function, int instruction)
    {
        if (file.Extension is not { } extension || file.Btf is not { } types)
        {
            return null;
        }

        ReadOnlySpan<byte> records = extension.Lines.InRange(file.Code[function.SectionIndex]!.Name, (uint)function.Start * 8, (uint)function.End * 8);
        return Find(records, extension.Lines.RecordSize, types, (function.Start + instruction) * 8);
    }

    /// <summary>Returns the source line of an instruction.</summary>
    /// <param name="records">Line records in order; their offsets are in the unit of <paramref name="position"/>.</param>
    /// <param name="recordSize">Size of a record in bytes.</param>
    /// <param name="types">BTF with the strings of the records.</param>
    /// <param name="position">The instruction, in the unit of the records' offsets.</param>
    public static SourceLocation? Find(ReadOnlySpan<byte> records, int recordSize, BtfTypeTable types, int position)
    {
        ReadOnlySpan<byte> best = default;
        for (int i = 0; position >= 0 && i < records.Length; i += recordSize)
        {
            if (BtfLineRecord.InstructionOf(records[i..]) > (uint)position)
            {
                break;
            }

            best = records.Slice(i, recordSize);
        }

        if (best.IsEmpty)
        {
            return null;
        }

        BtfLineRecord record = BtfLineRecord.Read(best);
        string text = types.Text(record.Text);
        return new SourceLocation(types.Text(record.File), record.Line, record.Column, text.Trim()) { Indentation = text.Length - text.TrimStart().Length };
    }
}
