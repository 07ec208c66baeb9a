namespace Bpf;

/// <summary>The kernel helper that writes to a <c>seq_file</c>.</summary>
internal static unsafe class SeqFileHelpers
{
    [BpfHelper(127)] // bpf_seq_write
    internal static long Write<T>(void* file, ref T data, uint length) => throw new BpfOnlyException();
}
