namespace Bpf;

/// <summary>The kernel helpers that copy memory.</summary>
internal static unsafe class MemoryHelpers
{
    [BpfHelper(112)] // bpf_probe_read_user
    internal static long ReadUser<T>(ref T destination, uint size, void* address) => throw new BpfOnlyException();

    [BpfHelper(113)] // bpf_probe_read_kernel
    internal static long ReadKernel<T>(ref T destination, uint size, void* address) => throw new BpfOnlyException();

    [BpfHelper(114)] // bpf_probe_read_user_str
    internal static long ReadUserText(ref byte destination, uint size, void* address) => throw new BpfOnlyException();

    [BpfHelper(115)] // bpf_probe_read_kernel_str
    internal static long ReadKernelText(ref byte destination, uint size, void* address) => throw new BpfOnlyException();

    [BpfHelper(16)] // bpf_get_current_comm
    internal static long CurrentCommand(ref byte destination, uint size) => throw new BpfOnlyException();

    [BpfHelper(147)] // bpf_d_path
    internal static long ReadPath(void* path, ref byte destination, uint size) => throw new BpfOnlyException();
}
