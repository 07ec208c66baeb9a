namespace Bpf;

/// <summary>
/// A doubly linked list of objects (<c>struct bpf_list_head</c>, kernel 6.6), in a map value or a static field, in a struct that also has a
/// <see cref="BpfSpinLock"/>. All operations are for programs that hold this lock. The objects have a field of type <see cref="BpfListNode"/>; if they have
/// several, <see cref="BpfNodeAttribute"/> says which. When the value that holds the list goes away, the kernel releases the objects. User space reads zero.
/// </summary>
/// <typeparam name="T">Type of the objects: a struct of the program.</typeparam>
[BtfName("bpf_list_head")]
public unsafe struct BpfList<T>
    where T : unmanaged
{
    private readonly ulong _next;
    private readonly ulong _previous;

    /// <summary>Adds an object at the start (<c>bpf_list_push_front</c>).</summary>
    /// <param name="item">An object that the program owns. The list owns it then.</param>
    /// <returns>False when the object already is in a list, which only shared ones can be; the program has given up its reference in any case.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_list_push_front_impl")]
    public bool PushFront(BpfOwned<T> item) => throw new BpfOnlyException();

    /// <summary>Adds an object at the end (<c>bpf_list_push_back</c>).</summary>
    /// <param name="item">An object that the program owns. The list owns it then.</param>
    /// <returns>False when the object already is in a list, which only shared ones can be; the program has given up its reference in any case.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_list_push_back_impl")]
    public bool PushBack(BpfOwned<T> item) => throw new BpfOnlyException();

    /// <summary>Takes out the first object (<c>bpf_list_pop_front</c>).</summary>
    /// <param name="item">The object, which the program owns now.</param>
    /// <returns>False when the list is empty.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_list_pop_front")]
    public bool TryPopFront(out BpfOwned<T> item) => throw new BpfOnlyException();

    /// <summary>Takes out the last object (<c>bpf_list_pop_back</c>).</summary>
    /// <param name="item">The object, which the program owns now.</param>
    /// <returns>False when the list is empty.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_list_pop_back")]
    public bool TryPopBack(out BpfOwned<T> item) => throw new BpfOnlyException();

    /// <summary>Finds the first object, which stays in the list (<c>bpf_list_front</c>, kernel 6.16).</summary>
    /// <param name="item">The object. It may be used as long as the lock is held.</param>
    /// <returns>False when the list is empty.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_list_front")]
    public bool TryGetFirst(out BpfRef<T> item) => throw new BpfOnlyException();

    /// <summary>Finds the last object, which stays in the list (<c>bpf_list_back</c>, kernel 6.16).</summary>
    /// <param name="item">The object. It may be used as long as the lock is held.</param>
    /// <returns>False when the list is empty.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_list_back")]
    public bool TryGetLast(out BpfRef<T> item) => throw new BpfOnlyException();

    internal bool PushFront(BpfOwned<T> item, long nodeOffset)
        => ListFunctions.PushFront(ref this, Nodes.In<T, BpfListNode>(item.Pointer, nodeOffset), null, 0) == 0;

    internal bool PushBack(BpfOwned<T> item, long nodeOffset)
        => ListFunctions.PushBack(ref this, Nodes.In<T, BpfListNode>(item.Pointer, nodeOffset), null, 0) == 0;

    internal bool TryPopFront(out BpfOwned<T> item, long nodeOffset) => BpfOwned<T>.TryTake(ListFunctions.PopFront(ref this), nodeOffset, out item);

    internal bool TryPopBack(out BpfOwned<T> item, long nodeOffset) => BpfOwned<T>.TryTake(ListFunctions.PopBack(ref this), nodeOffset, out item);

    internal bool TryGetFirst(out BpfRef<T> item, long nodeOffset) => Nodes.TryBorrow(ListFunctions.Front(ref this), nodeOffset, out item);

    internal bool TryGetLast(out BpfRef<T> item, long nodeOffset) => Nodes.TryBorrow(ListFunctions.Back(ref this), nodeOffset, out item);
}
