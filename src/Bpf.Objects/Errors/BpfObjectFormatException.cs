namespace Bpf.Runtime;

/// <summary>A file or byte sequence is malformed: not an ELF file, not a BPF object, broken BTF, an invalid relocation.</summary>
public sealed class BpfObjectFormatException : BpfException
{
    /// <summary>Describes the defect.</summary>
    /// <param name="subject">Name of the object or file, with section and offset where known.</param>
    /// <param name="defect">What is wrong, as a complete sentence.</param>
    /// <param name="innerException">The exception that revealed it.</param>
    public BpfObjectFormatException(ErrorSubject subject, string defect, Exception? innerException = null)
        : base("read", subject, null, defect, innerException)
    {
    }
}
