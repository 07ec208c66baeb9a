namespace Bpf;

/// <summary>The kernel functions of <see cref="BpfTree{T}"/>. The verifier fills in the last two arguments of <see cref="Add"/>.</summary>
internal static unsafe class TreeFunctions
{
    [BpfKfunc("bpf_rbtree_add_impl")]
    internal static int Add<T>(ref BpfTree<T> tree, BpfTreeNode* node, BpfTreeOrder<T> isBefore, void* meta, ulong offset)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_rbtree_first")]
    internal static BpfTreeNode* First<T>(ref BpfTree<T> tree)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_rbtree_root")]
    internal static BpfTreeNode* Root<T>(ref BpfTree<T> tree)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_rbtree_left")]
    internal static BpfTreeNode* Left<T>(ref BpfTree<T> tree, BpfTreeNode* node)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_rbtree_right")]
    internal static BpfTreeNode* Right<T>(ref BpfTree<T> tree, BpfTreeNode* node)
        where T : unmanaged => throw new BpfOnlyException();

    [BpfKfunc("bpf_rbtree_remove")]
    internal static BpfTreeNode* Remove<T>(ref BpfTree<T> tree, BpfTreeNode* node)
        where T : unmanaged => throw new BpfOnlyException();
}
