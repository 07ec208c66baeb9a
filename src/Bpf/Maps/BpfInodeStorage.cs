namespace Bpf;

/// <summary>
/// A value for each inode (<c>BPF_MAP_TYPE_INODE_STORAGE</c>, kernel 5.10), deleted with the inode. The compiler sets <see cref="MapFlags.NoPreallocation"/>,
/// which the kernel requires.
/// </summary>
/// <typeparam name="T">Unmanaged value type.</typeparam>
public sealed unsafe class BpfInodeStorage<T> : BpfMapDeclaration
    where T : unmanaged
{
    /// <summary>Gets the value of an owner in place (<c>bpf_inode_storage_get</c>).</summary>
    /// <param name="owner">The inode.</param>
    /// <param name="value">The value's memory.</param>
    /// <param name="create">Whether to create a zeroed value when the owner has none (<c>BPF_LOCAL_STORAGE_GET_F_CREATE</c>).</param>
    /// <returns>False when there is no value.</returns>
    [BpfCalls("bpf_inode_storage_get")]
    public bool TryGetRef(void* owner, out BpfRef<T> value, bool create = true)
    {
        value = new BpfRef<T>(ref MapHelpers.InodeStorageGet<T>(this, owner, null, create ? 1UL : 0UL));
        return !value.IsNull;
    }

    /// <summary>Removes the value of an owner (<c>bpf_inode_storage_delete</c>).</summary>
    /// <param name="owner">The inode.</param>
    /// <returns>0, or -ENOENT when the owner has no value.</returns>
    [BpfCalls("bpf_inode_storage_delete")]
    public long Delete(void* owner) => BpfHelpers.InodeStorageDelete(this, owner);
}
