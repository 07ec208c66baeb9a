namespace Bpf.Runtime;

/// <summary>A file or byte sequence is not what it should be: no ELF file, no BPF object, broken BTF, an impossible relocation.</summary>
public sealed class BpfObjectFormatException : BpfException
{
    /// <summary>Describes the defect.</summary>
    /// <param name="subject">Name of the object or file, with section and offset where known.</param>
    /// <param name="defect">What is wrong, as a whole sentence.</param>
    /// <param name="innerException">The exception that revealed it.</param>
    public BpfObjectFormatException(string subject, string defect, Exception? innerException = null)
        : base("read", subject, null, defect, innerException)
    {
    }
}
