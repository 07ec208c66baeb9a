namespace Bpf.ReferenceKernels;

/// <summary>A function of the kernel that programs may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Flags">What the verifier knows about it.</param>
/// <param name="Kernels">The reference kernels that have it, oldest first.</param>
internal sealed record Kfunc(string Name, KfuncFlags Flags, IReadOnlyList<KfuncKernel> Kernels)
{
    /// <summary>Returns whether programs of a kind may call it on one of the kernels, and whether they have to be sleepable on all of those.</summary>
    /// <param name="kind">Kernel name of the program type, or of the attach type where the kernel decides by it; any struct for <c>STRUCT_OPS</c>.</param>
    public KfuncAccess AccessOf(string kind)
    {
        ulong bits = KfuncTable.Reference.BitsOf(kind);
        // What the guests do not try is not known.
        return bits == 0 || Kernels.Any(kernel => (kernel.Kinds & bits) != 0) ? KfuncAccess.Allowed
            : Kernels.Any(kernel => (kernel.SleepableKinds & bits) != 0) ? KfuncAccess.Sleepable
            : KfuncAccess.Refused;
    }
}
