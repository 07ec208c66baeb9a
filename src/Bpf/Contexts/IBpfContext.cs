namespace Bpf;

/// <summary>What the kernel passes to a program: the first parameter of a program method. All contexts of this library implement it.</summary>
public unsafe interface IBpfContext
{
    /// <summary>The context itself, for helpers that take one.</summary>
    void* Pointer { get; }
}
