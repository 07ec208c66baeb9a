namespace Bpf;

/// <summary>
/// A reference to an object that the kernel counts, in a map value, a static field or an object of the program (<c>__kptr</c>, kernel 6.4): to a kernel
/// type such as <c>task_struct</c>, or to a type of the program. It is null at first. When the value that holds it goes away, the kernel releases the
/// object. User space reads zero.
/// </summary>
/// <typeparam name="T">Type of the object: a struct.</typeparam>
public unsafe struct BpfKptr<T>
    where T : unmanaged
{
    private readonly T* _pointer;

    /// <summary>
    /// The object, without owning it; null when there is none. Other programs may release it at any time, so that only programs inside an RCU read section
    /// (those that cannot sleep) can use it, and only to read.
    /// </summary>
    public readonly T* Pointer => _pointer;

    /// <summary>Stores an object that the program owns, or null, and takes out what was there (<c>bpf_kptr_xchg</c>).</summary>
    /// <param name="value">The object, which the program no longer owns then.</param>
    /// <returns>The object that was there, which the program owns now; null when there was none.</returns>
    [BpfCalls("bpf_kptr_xchg")]
    public T* Exchange(T* value) => KptrHelpers.Exchange(ref this, value);

    /// <summary>
    /// Stores a kernel object that the program owns, by a pointer to another C# type of the same kernel type, and takes out what was there
    /// (<c>bpf_kptr_xchg</c>).
    /// </summary>
    /// <typeparam name="TObject">Another declaration of the kernel type, such as <c>task_struct</c> of Bpf.Vmlinux for <see cref="KernelTask"/>.</typeparam>
    /// <param name="value">The object, which the program no longer owns then.</param>
    /// <returns>The object that was there, which the program owns now; null when there was none.</returns>
    [BpfCalls("bpf_kptr_xchg")]
    public TObject* Exchange<TObject>(TObject* value)
        where TObject : unmanaged => (TObject*)KptrHelpers.Exchange(ref this, (T*)value);

    /// <summary>Stores an object that the program owns, and takes out what was there (<c>bpf_kptr_xchg</c>).</summary>
    /// <param name="value">The object, which the program no longer owns then.</param>
    /// <param name="previous">The object that was there, which the program owns now.</param>
    /// <returns>False when there was none.</returns>
    [BpfCalls("bpf_kptr_xchg")]
    public bool TryExchange(BpfOwned<T> value, out BpfOwned<T> previous)
    {
        T* pointer = KptrHelpers.Exchange(ref this, value.Pointer);
        previous = new BpfOwned<T>(pointer);
        return pointer != null;
    }

    /// <summary>Takes out the object (<c>bpf_kptr_xchg</c>).</summary>
    /// <param name="item">The object, which the program owns now.</param>
    /// <returns>False when there is none.</returns>
    [BpfCalls("bpf_kptr_xchg")]
    public bool TryTake(out BpfOwned<T> item)
    {
        T* pointer = KptrHelpers.Exchange(ref this, (T*)null);
        item = new BpfOwned<T>(pointer);
        return pointer != null;
    }
}
