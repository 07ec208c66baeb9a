namespace Bpf;

/// <summary>
/// A pointer as an element of an array in a kernel type, because a pointer cannot be a type argument in C#: <c>task->signal->pids[1].Value->level</c>.
/// </summary>
/// <typeparam name="T">Type pointed to.</typeparam>
public unsafe struct KernelPointer<T>
    where T : unmanaged
{
    /// <summary>The pointer.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1051", Justification = "A member of the kernel's memory, which only a field can stand for.")]
    public T* Value;
}
