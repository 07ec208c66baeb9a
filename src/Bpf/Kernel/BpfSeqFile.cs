using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Output of an iterator (<c>struct seq_file</c>). The output of a program for one object is never split: if it does not fit into the kernel's
/// buffer, the kernel enlarges the buffer and runs the program again for the same object. GPL-compatible programs only.
/// </summary>
public readonly unsafe ref struct BpfSeqFile
{
    private readonly void* _file; // struct seq_file *

    internal BpfSeqFile(void* file) => _file = file;

    /// <summary>The underlying kernel object, for helpers that take one.</summary>
    public void* Pointer => _file;

    /// <summary>Writes bytes (<c>bpf_seq_write</c>, kernel 5.8).</summary>
    /// <param name="bytes">The bytes, in BPF memory.</param>
    /// <returns>0, or -EOVERFLOW when there is no room for them.</returns>
    [BpfCalls("bpf_seq_write")]
    public long Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return BpfHelpers.SeqWrite(_file, start, (uint)bytes.Length);
        }
    }

    /// <summary>Writes a record, which the host reads with <c>IteratorProgram.ReadRecords&lt;T&gt;</c> (<c>bpf_seq_write</c>, kernel 5.8).</summary>
    /// <typeparam name="T">Unmanaged record type without padding.</typeparam>
    /// <param name="record">The record.</param>
    /// <returns>0, or -EOVERFLOW when there is no room for it.</returns>
    public long Write<T>(in T record)
        where T : unmanaged
        => SeqFileHelpers.Write(_file, ref Unsafe.AsRef(in record), (uint)Unsafe.SizeOf<T>());

    /// <summary>Writes formatted text, as <see cref="BpfHelpers.Print(BpfPrintHandler)"/> does (<c>bpf_seq_printf</c>, kernel 5.8).</summary>
    /// <param name="text">The text; end it with <c>\n</c> to complete a line.</param>
    /// <returns>0, or -EOVERFLOW when there is no room for it.</returns>
    [BpfIntrinsic("print.seq")]
    public long Print(BpfPrintHandler text) => throw new BpfOnlyException();

    /// <summary>Writes text (<c>bpf_seq_printf</c>, kernel 5.8).</summary>
    /// <param name="text">The text, a constant.</param>
    /// <returns>0, or -EOVERFLOW when there is no room for it.</returns>
    [BpfIntrinsic("print.seq")]
    public long Print(string text) => throw new BpfOnlyException();
}
