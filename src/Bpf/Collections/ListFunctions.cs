namespace Bpf;

/// <summary>The kernel functions of <see cref="BpfList{T}"/>. The verifier fills in the last two arguments.</summary>
internal static unsafe class ListFunctions
{
    [BpfKfunc("bpf_list_push_front_impl")]
    internal static int PushFront<T>(ref BpfList<T> list, BpfListNode* node, void* meta, ulong offset)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_list_push_back_impl")]
    internal static int PushBack<T>(ref BpfList<T> list, BpfListNode* node, void* meta, ulong offset)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_list_pop_front")]
    internal static BpfListNode* PopFront<T>(ref BpfList<T> list)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_list_pop_back")]
    internal static BpfListNode* PopBack<T>(ref BpfList<T> list)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_list_front")]
    internal static BpfListNode* Front<T>(ref BpfList<T> list)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_list_back")]
    internal static BpfListNode* Back<T>(ref BpfList<T> list)
        where T : unmanaged => throw new BpfOnlyException();
}
