namespace Bpf;

/// <summary>Thrown when a member that only exists inside BPF programs is called in user space.</summary>
public sealed class BpfOnlyException : InvalidOperationException
{
    /// <summary>Creates the exception with its fixed message.</summary>
    public BpfOnlyException()
        : base("This member works only inside a BPF program; the build replaces calls to it there. In user space, use the generated skeleton.")
    {
    }
}
