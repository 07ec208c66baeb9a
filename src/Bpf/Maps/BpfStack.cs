namespace Bpf;

/// <summary>A last-in first-out stack (<c>BPF_MAP_TYPE_STACK</c>, kernel 4.20).</summary>
/// <typeparam name="T">Unmanaged element type.</typeparam>
public sealed class BpfStack<T> : BpfSequence<T>
    where T : unmanaged;
