namespace Bpf;

/// <summary>
/// A pointer as an array element in a kernel type; C# does not allow pointers as type arguments: <c>task->signal->pids[1].Value->level</c>.
/// </summary>
/// <typeparam name="T">Type pointed to.</typeparam>
public unsafe struct KernelPointer<T>
    where T : unmanaged
{
    /// <summary>The pointer.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1051", Justification = "A member of the kernel's memory, which only a field can stand for.")]
    public T* Value;
}
