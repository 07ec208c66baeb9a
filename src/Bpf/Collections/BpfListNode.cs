namespace Bpf;

/// <summary>
/// A field of an object that can be in a <see cref="BpfList{T}"/> (<c>struct bpf_list_node</c>, kernel 6.6 with this size), one for each list that it is in
/// at the same time.
/// </summary>
[BtfName("bpf_list_node")]
public struct BpfListNode
{
    private readonly ulong _next;
    private readonly ulong _previous;
    private readonly ulong _owner;
}
