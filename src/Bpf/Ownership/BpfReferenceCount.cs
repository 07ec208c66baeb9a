namespace Bpf;

/// <summary>
/// Counts the owners of an object (<c>struct bpf_refcount</c>, kernel 6.4), at most one per object. With it, <see cref="BpfOwned{T}.TryShare"/> makes more
/// owners.
/// </summary>
[BtfName("bpf_refcount")]
public struct BpfReferenceCount
{
    private readonly uint _count;
}
