namespace Bpf;

/// <summary>
/// A field of an object that can be in a <see cref="BpfTree{T}"/> (<c>struct bpf_rb_node</c>, kernel 6.6 with this size), one for each tree that it is in at
/// the same time.
/// </summary>
[BtfName("bpf_rb_node")]
public struct BpfTreeNode
{
    private readonly ulong _parent;
    private readonly ulong _right;
    private readonly ulong _left;
    private readonly ulong _owner;
}
