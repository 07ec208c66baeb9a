namespace Bpf.Runtime;

/// <summary>The running kernel, or this library, does not support what was requested.</summary>
public sealed class BpfUnsupportedException : BpfException
{
    /// <summary>Describes what is missing.</summary>
    /// <param name="operation">What was attempted, as a verb phrase that <paramref name="subject"/> completes.</param>
    /// <param name="subject">What it was attempted on.</param>
    /// <param name="reason">What is missing and which kernel version introduced it, as complete sentences.</param>
    /// <param name="errno">Error returned by the kernel, if the kernel refused.</param>
    public BpfUnsupportedException(string operation, ErrorSubject subject, string reason, Errno? errno = null)
        : base(operation, subject, errno, reason)
    {
    }
}
