namespace Bpf;

/// <summary>
/// A value for each task (<c>BPF_MAP_TYPE_TASK_STORAGE</c>, kernel 5.11), deleted with the task. The compiler sets
/// <see cref="MapFlags.NoPreallocation"/>, which the kernel requires.
/// </summary>
/// <typeparam name="T">Unmanaged value type.</typeparam>
public sealed unsafe class BpfTaskStorage<T> : BpfMapDeclaration
    where T : unmanaged
{
    /// <summary>Gets the value of an owner in place (<c>bpf_task_storage_get</c>).</summary>
    /// <param name="owner">The task, for example from <c>BpfHelpers.GetCurrentTaskBtf</c>.</param>
    /// <param name="value">The value's memory.</param>
    /// <param name="create">Whether to create a zeroed value when the owner has none (<c>BPF_LOCAL_STORAGE_GET_F_CREATE</c>).</param>
    /// <returns>False when there is no value.</returns>
    [BpfCalls("bpf_task_storage_get")]
    public bool TryGetRef(void* owner, out BpfRef<T> value, bool create = true)
    {
        value = new BpfRef<T>(ref MapHelpers.TaskStorageGet<T>(this, owner, null, create ? 1UL : 0UL));
        return !value.IsNull;
    }

    /// <summary>Removes the value of an owner (<c>bpf_task_storage_delete</c>).</summary>
    /// <param name="owner">The task, for example from <c>BpfHelpers.GetCurrentTaskBtf</c>.</param>
    /// <returns>0, or -ENOENT when the owner has no value.</returns>
    [BpfCalls("bpf_task_storage_delete")]
    public long Delete(void* owner) => BpfHelpers.TaskStorageDelete(this, owner);
}
