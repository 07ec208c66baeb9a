namespace Bpf.Runtime;

/// <summary>The kernel's verifier refused a program.</summary>
public sealed class VerifierException : BpfException
{
    internal VerifierException(string program, Errno errno, string log, string reason)
        : base("load program", program, errno, reason)
    {
        Log = log;
        Reason = reason;
    }

    /// <summary>The whole log of the verifier.</summary>
    public string Log { get; }

    /// <summary>Why the verifier refused, in a few lines.</summary>
    public string Reason { get; }
}
