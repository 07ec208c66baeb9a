namespace Bpf;

/// <summary>The kernel helpers of <see cref="BpfDynptr"/>.</summary>
internal static class DynptrHelpers
{
    [BpfHelper(197)] // bpf_dynptr_from_mem
    internal static long FromMemory<T>(ref T data, uint size, ulong flags, ref BpfDynptr memory) => throw new BpfOnlyException();

    [BpfHelper(198)] // bpf_ringbuf_reserve_dynptr
    internal static long Reserve(BpfMapDeclaration map, uint size, ulong flags, ref BpfDynptr record) => throw new BpfOnlyException();

    [BpfHelper(199)] // bpf_ringbuf_submit_dynptr
    internal static void Submit(ref BpfDynptr record, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(200)] // bpf_ringbuf_discard_dynptr
    internal static void Discard(ref BpfDynptr record, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(201)] // bpf_dynptr_read
    internal static long Read<T>(ref T destination, uint size, scoped ref BpfDynptr source, uint offset, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(202)] // bpf_dynptr_write
    internal static long Write<T>(scoped ref BpfDynptr destination, uint offset, in T source, uint size, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(203)] // bpf_dynptr_data
    internal static ref T Data<T>(scoped ref BpfDynptr memory, uint offset, uint size) => throw new BpfOnlyException();

    [BpfKfunc("bpf_dynptr_size")]
    internal static uint Size(scoped ref BpfDynptr memory) => throw new BpfOnlyException();

    [BpfKfunc("bpf_dynptr_adjust")]
    internal static int Adjust(scoped ref BpfDynptr memory, uint start, uint end) => throw new BpfOnlyException();
}
