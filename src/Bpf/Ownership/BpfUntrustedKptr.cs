namespace Bpf;

/// <summary>
/// A pointer to a kernel object in a map value or a static field (<c>__kptr_untrusted</c>, kernel 6.4), which does not keep the object alive. Programs read
/// through it as through a pointer of the kernel, and zero when the object is gone. User space reads zero.
/// </summary>
/// <typeparam name="T">A kernel type, such as <c>task_struct</c>.</typeparam>
public unsafe struct BpfUntrustedKptr<T>
    where T : unmanaged
{
    private T* _pointer;

    /// <summary>The object, or null. It may no longer exist.</summary>
    public T* Pointer
    {
        readonly get => _pointer;
        set => _pointer = value;
    }
}
