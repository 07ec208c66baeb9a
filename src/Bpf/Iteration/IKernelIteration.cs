namespace Bpf;

/// <summary>The state of an iteration over objects of the kernel: what the kernel keeps on the stack of the program.</summary>
/// <typeparam name="TSelf">The state.</typeparam>
/// <typeparam name="TItem">Type of the objects.</typeparam>
public unsafe interface IKernelIteration<TSelf, TItem>
    where TSelf : unmanaged, IKernelIteration<TSelf, TItem>
    where TItem : unmanaged
{
    internal static abstract TItem* Next(ref TSelf state);

    internal static abstract void Destroy(ref TSelf state);
}
