namespace Bpf.Runtime;

/// <summary>A call came in the wrong phase: load twice, attach before load, a setting changed after load.</summary>
public sealed class BpfStateException : BpfException
{
    /// <summary>Describes the mistake.</summary>
    /// <param name="operation">What was attempted, in the infinitive.</param>
    /// <param name="subject">What it was attempted on.</param>
    /// <param name="reason">Which phase it is in and when the call is possible, as whole sentences.</param>
    public BpfStateException(string operation, string subject, string reason)
        : base(operation, subject, null, reason)
    {
    }
}
