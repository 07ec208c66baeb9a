namespace Bpf.Runtime;

/// <summary>The running kernel, or this library, cannot do what was asked.</summary>
public sealed class BpfUnsupportedException : BpfException
{
    /// <summary>Describes what is missing.</summary>
    /// <param name="operation">What was attempted, in the infinitive.</param>
    /// <param name="subject">What it was attempted on.</param>
    /// <param name="reason">What is missing and since when the kernel has it, as whole sentences.</param>
    /// <param name="errno">Error of the kernel, if it was the kernel that refused.</param>
    public BpfUnsupportedException(string operation, string subject, string reason, Errno? errno = null)
        : base(operation, subject, errno, reason)
    {
    }
}
