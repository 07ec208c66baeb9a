namespace Bpf;

/// <summary>
/// An object that the program owns: one that it allocated, or took out of a collection or map. It has to give it away again on every path; the verifier
/// refuses a program that forgets one. After that it may not be used any more, except that an object added to a collection can be used as long as the lock
/// is held.
/// </summary>
/// <typeparam name="T">Type of the object.</typeparam>
/// <param name="pointer">The object.</param>
public readonly unsafe ref struct BpfOwned<T>(T* pointer)
    where T : unmanaged
{
    private readonly T* _pointer = pointer;

    /// <summary>True when there is no object.</summary>
    public bool IsNull => _pointer == null;

    /// <summary>The object itself. Its nodes, locks and references cannot be copied or overwritten.</summary>
    public ref T Value => ref *_pointer;

    /// <summary>The address of the object, for kernel functions.</summary>
    public T* Pointer => _pointer;

    /// <summary>
    /// Gives up an object that the program allocated (<c>bpf_obj_drop</c>, kernel 6.2), with everything it holds. With a <see cref="BpfReferenceCount"/>,
    /// it lives on while others own it.
    /// </summary>
    [BpfCalls("bpf_obj_drop_impl")]
    public void Release() => OwnedObjectFunctions.Drop(_pointer, null);

    /// <summary>
    /// Makes another owner of an object with a <see cref="BpfReferenceCount"/> (<c>bpf_refcount_acquire</c>, kernel 6.4), so that it can be in several
    /// collections.
    /// </summary>
    /// <param name="other">The other reference, which the program has to give away, too.</param>
    /// <returns>True for an object that the program owns.</returns>
    [BpfCalls("bpf_refcount_acquire_impl")]
    public bool TryShare(out BpfOwned<T> other)
    {
        T* shared = (T*)OwnedObjectFunctions.Acquire(_pointer, null);
        other = new BpfOwned<T>(shared);
        return shared != null;
    }

    // The verifier allows arithmetic only after it has seen the null check; the barrier keeps LLVM from moving it up.
    internal static bool TryTake(void* node, long nodeOffset, out BpfOwned<T> item)
    {
        if (node == null)
        {
            item = default;
            return false;
        }

        item = new BpfOwned<T>((T*)(BpfHelpers.Barrier((long)node) - nodeOffset));
        return true;
    }
}
