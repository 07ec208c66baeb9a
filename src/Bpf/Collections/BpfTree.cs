using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// A red-black tree of objects (<c>struct bpf_rb_root</c>, kernel 6.6), in a map value or a static field, in a struct that also has a
/// <see cref="BpfSpinLock"/>. All operations are for programs that hold this lock. The objects have a field of type <see cref="BpfTreeNode"/>; if they have
/// several, <see cref="BpfNodeAttribute"/> says which. When the value that holds the tree goes away, the kernel releases the objects. User space reads zero.
/// </summary>
/// <typeparam name="T">Type of the objects: a struct of the program.</typeparam>
[BtfName("bpf_rb_root")]
public unsafe struct BpfTree<T>
    where T : unmanaged
{
    private readonly ulong _root;
    private readonly ulong _leftmost;

    /// <summary>Adds an object (<c>bpf_rbtree_add</c>); behind those that are equal.</summary>
    /// <param name="item">An object that the program owns. The tree owns it then.</param>
    /// <param name="isBefore">The order, always the same for one tree. It may not call kernel functions or helpers.</param>
    /// <returns>False when the object already is in a tree, which only shared ones can be; the program has given up its reference in any case.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_rbtree_add_impl")]
    public bool Add(BpfOwned<T> item, BpfTreeOrder<T> isBefore) => throw new BpfOnlyException();

    /// <summary>Takes out the first object (<c>bpf_rbtree_first</c>, <c>bpf_rbtree_remove</c>).</summary>
    /// <param name="item">The object, which the program owns now.</param>
    /// <returns>False when the tree is empty.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_rbtree_remove")]
    public bool TryPopFirst(out BpfOwned<T> item) => throw new BpfOnlyException();

    /// <summary>Takes out an object that <see cref="TryGetFirst(out BpfRef{T})"/> or another method found (<c>bpf_rbtree_remove</c>).</summary>
    /// <param name="item">The object in the tree.</param>
    /// <param name="removed">The object, which the program owns now.</param>
    /// <returns>False when the object is not in the tree.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_rbtree_remove")]
    public bool TryRemove(BpfRef<T> item, out BpfOwned<T> removed) => throw new BpfOnlyException();

    /// <summary>Finds the first object, which stays in the tree (<c>bpf_rbtree_first</c>).</summary>
    /// <param name="item">The object. It may be used as long as the lock is held.</param>
    /// <returns>False when the tree is empty.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_rbtree_first")]
    public bool TryGetFirst(out BpfRef<T> item) => throw new BpfOnlyException();

    /// <summary>Finds the object from which a search begins (<c>bpf_rbtree_root</c>, kernel 6.16).</summary>
    /// <param name="item">The object. It may be used as long as the lock is held.</param>
    /// <returns>False when the tree is empty.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_rbtree_root")]
    public bool TryGetRoot(out BpfRef<T> item) => throw new BpfOnlyException();

    /// <summary>Goes from an object to those before it (<c>bpf_rbtree_left</c>, kernel 6.16).</summary>
    /// <param name="item">An object in the tree.</param>
    /// <param name="left">The top of those before it. It may be used as long as the lock is held.</param>
    /// <returns>False when none is before it in its part of the tree.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_rbtree_left")]
    public bool TryGetLeft(BpfRef<T> item, out BpfRef<T> left) => throw new BpfOnlyException();

    /// <summary>Goes from an object to those behind it (<c>bpf_rbtree_right</c>, kernel 6.16).</summary>
    /// <param name="item">An object in the tree.</param>
    /// <param name="right">The top of those behind it. It may be used as long as the lock is held.</param>
    /// <returns>False when none is behind it in its part of the tree.</returns>
    [BpfNodeOffset]
    [BpfCalls("bpf_rbtree_right")]
    public bool TryGetRight(BpfRef<T> item, out BpfRef<T> right) => throw new BpfOnlyException();

    internal bool Add(BpfOwned<T> item, BpfTreeOrder<T> isBefore, long nodeOffset)
        => TreeFunctions.Add(ref this, Nodes.In<T, BpfTreeNode>(item.Pointer, nodeOffset), isBefore, null, 0) == 0;

    internal bool TryPopFirst(out BpfOwned<T> item, long nodeOffset)
    {
        BpfTreeNode* first = TreeFunctions.First(ref this);
        if (first == null)
        {
            item = default;
            return false;
        }

        return BpfOwned<T>.TryTake(TreeFunctions.Remove(ref this, first), nodeOffset, out item);
    }

    internal bool TryRemove(BpfRef<T> item, out BpfOwned<T> removed, long nodeOffset)
        => BpfOwned<T>.TryTake(TreeFunctions.Remove(ref this, NodeOf(item, nodeOffset)), nodeOffset, out removed);

    internal bool TryGetFirst(out BpfRef<T> item, long nodeOffset) => Nodes.TryBorrow(TreeFunctions.First(ref this), nodeOffset, out item);

    internal bool TryGetRoot(out BpfRef<T> item, long nodeOffset) => Nodes.TryBorrow(TreeFunctions.Root(ref this), nodeOffset, out item);

    internal bool TryGetLeft(BpfRef<T> item, out BpfRef<T> left, long nodeOffset)
        => Nodes.TryBorrow(TreeFunctions.Left(ref this, NodeOf(item, nodeOffset)), nodeOffset, out left);

    internal bool TryGetRight(BpfRef<T> item, out BpfRef<T> right, long nodeOffset)
        => Nodes.TryBorrow(TreeFunctions.Right(ref this, NodeOf(item, nodeOffset)), nodeOffset, out right);

    private static BpfTreeNode* NodeOf(BpfRef<T> item, long nodeOffset)
        => Nodes.In<T, BpfTreeNode>((T*)Unsafe.AsPointer(ref item.Value), nodeOffset);
}
