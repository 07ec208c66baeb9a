namespace Bpf;

/// <summary>The kernel functions of <see cref="BpfOwned{T}"/>. The verifier fills in the last argument.</summary>
internal static unsafe class OwnedObjectFunctions
{
    [BpfKfunc("bpf_obj_new_impl")]
    internal static void* New(ulong type, void* meta) => throw new BpfOnlyException();

    [BpfKfunc("bpf_obj_drop_impl")]
    internal static void Drop(void* item, void* meta) => throw new BpfOnlyException();

    [BpfKfunc("bpf_refcount_acquire_impl")]
    internal static void* Acquire(void* item, void* meta) => throw new BpfOnlyException();

    /// <summary>Returns the BTF id that the type has in the object.</summary>
    [BpfIntrinsic("object.type-id")]
    internal static ulong TypeId<T>()
        where T : unmanaged => throw new BpfOnlyException();

    /// <summary>Writes zero to all bytes that do not belong to the kernel.</summary>
    [BpfIntrinsic("object.clear")]
    internal static void Clear<T>(T* item)
        where T : unmanaged => throw new BpfOnlyException();
}
