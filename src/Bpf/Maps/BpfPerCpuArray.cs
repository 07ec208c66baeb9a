namespace Bpf;

/// <summary>
/// An array with one instance of every element per CPU (<c>BPF_MAP_TYPE_PERCPU_ARRAY</c>, kernel 4.6). A program sees the instance of its CPU.
/// </summary>
/// <typeparam name="T">Unmanaged element type.</typeparam>
public sealed class BpfPerCpuArray<T> : BpfIndexedMap<T>
    where T : unmanaged;
