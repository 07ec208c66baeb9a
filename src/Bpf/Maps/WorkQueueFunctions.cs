namespace Bpf;

/// <summary>The kernel functions of <see cref="BpfWorkQueue"/>.</summary>
internal static unsafe class WorkQueueFunctions
{
    [BpfKfunc("bpf_wq_init")]
    internal static int Initialize(ref BpfWorkQueue queue, BpfMapDeclaration map, uint flags) => throw new BpfOnlyException();

    [BpfKfunc("bpf_wq_start")]
    internal static int Start(ref BpfWorkQueue queue, uint flags) => throw new BpfOnlyException();

    // Since kernel 7.0 the verifier adds the last argument itself.
    internal static int SetCallback<TKey, TValue>(ref BpfWorkQueue queue, BpfWorkCallback<TKey, TValue> callback)
        where TKey : unmanaged
        where TValue : unmanaged
        => Core.FunctionExists(SetFunction) ? SetFunction(ref queue, AddressOf(callback), 0) : SetFunctionOf(ref queue, AddressOf(callback), 0, null);

    /// <summary>Returns the address of a callback, for a function of the kernel.</summary>
    [BpfIntrinsic("callback.address")]
    private static delegate*<void*, int*, void*, int> AddressOf<TKey, TValue>(BpfWorkCallback<TKey, TValue> callback)
        where TKey : unmanaged
        where TValue : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_wq_set_callback", Optional = true)]
    private static int SetFunction(ref BpfWorkQueue queue, delegate*<void*, int*, void*, int> callback, uint flags) => throw new BpfOnlyException();

    [BpfKfunc("bpf_wq_set_callback_impl", Optional = true)]
    private static int SetFunctionOf(ref BpfWorkQueue queue, delegate*<void*, int*, void*, int> callback, uint flags, void* program)
        => throw new BpfOnlyException();
}
