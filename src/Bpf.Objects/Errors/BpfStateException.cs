namespace Bpf.Runtime;

/// <summary>A call came in the wrong state: loading twice, attaching before loading, changing a setting after loading.</summary>
public sealed class BpfStateException : BpfException
{
    /// <summary>Describes the mistake.</summary>
    /// <param name="operation">What was attempted, as a verb phrase that <paramref name="subject"/> completes.</param>
    /// <param name="subject">What it was attempted on.</param>
    /// <param name="reason">The current state and when the call is allowed, as complete sentences.</param>
    public BpfStateException(string operation, ErrorSubject subject, string reason)
        : base(operation, subject, null, reason)
    {
    }
}
