namespace Bpf;

/// <summary>
/// Ends the program (<c>bpf_throw</c>, kernel 6.7), from any method that it calls: <c>throw new BpfAbortException(result)</c>, the only <c>throw</c> in BPF
/// code. The <c>finally</c> blocks of the method run first. The verifier refuses the program if it then still holds a lock or an object that it has to release.
/// </summary>
public sealed class BpfAbortException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="result">What the program returns to the kernel: a verdict of its kind.</param>
    public BpfAbortException(long result)
        : base("A BPF program ends itself.") => Result = result;

    /// <summary>What the program returns to the kernel.</summary>
    public long Result { get; }

    [BpfKfunc("bpf_throw")]
    internal static void Abort(long result) => throw new BpfOnlyException();
}
