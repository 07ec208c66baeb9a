namespace Bpf;

/// <summary>A first-in first-out queue (<c>BPF_MAP_TYPE_QUEUE</c>, kernel 4.20).</summary>
/// <typeparam name="T">Unmanaged element type.</typeparam>
public sealed class BpfQueue<T> : BpfSequence<T>
    where T : unmanaged;
