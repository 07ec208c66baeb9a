namespace Bpf.ReferenceKernels;

/// <summary>A kernel function. If its prototype differs between kernels, it has several signatures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signatures">Its signatures, that of the newest kernel last.</param>
internal sealed record KernelFunction(string Name, IReadOnlyList<KernelSignature> Signatures)
{
    /// <summary>The kernels that have it.</summary>
    public KernelSet Kernels => Signatures.Aggregate(default(KernelSet), static (set, signature) => set | signature.Kernels);
}
