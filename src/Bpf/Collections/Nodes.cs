namespace Bpf;

/// <summary>From objects to their nodes and back.</summary>
internal static unsafe class Nodes
{
    internal static TNode* In<T, TNode>(T* item, long nodeOffset)
        where T : unmanaged
        where TNode : unmanaged => (TNode*)((byte*)item + nodeOffset);

    internal static bool TryBorrow<T>(void* node, long nodeOffset, out BpfRef<T> item)
        where T : unmanaged
    {
        bool isThere = BpfOwned<T>.TryTake(node, nodeOffset, out BpfOwned<T> found);
        item = new BpfRef<T>(ref found.Value);
        return isThere;
    }
}
