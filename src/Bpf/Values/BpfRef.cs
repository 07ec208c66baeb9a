using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// A reference to memory owned by the kernel: a map element or a reserved ring buffer record. It is valid until the program ends or, for a record,
/// until it is submitted or discarded. Only use <see cref="Value"/> after the method that returned the reference has returned true: the verifier
/// rejects a program that does not check.
/// </summary>
/// <typeparam name="T">Type of the memory.</typeparam>
public readonly ref struct BpfRef<T>
    where T : unmanaged
{
    private readonly ref T _target;

    /// <summary>Wraps a reference that may be null.</summary>
    /// <param name="target">The memory, or a null reference.</param>
    public BpfRef(ref T target) => _target = ref target;

    /// <summary>True when there is no memory behind the reference.</summary>
    public bool IsNull => Unsafe.IsNullRef(ref _target);

    /// <summary>The memory itself.</summary>
    public ref T Value => ref _target;
}
