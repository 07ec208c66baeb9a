namespace Bpf;

/// <summary>When a <see cref="SkSkbAttribute"/> program runs.</summary>
public enum SkSkbHook
{
    /// <summary>
    /// To find the end of a message in the bytes of a TCP stream (<c>BPF_SK_SKB_STREAM_PARSER</c>). The method returns the length of the message, 0 to
    /// wait for more bytes, or a negative errno. The kernel shows a packet that holds several messages from its first byte each time, and has no way
    /// to tell where the next message begins: with such senders, return the length of the packet and look for messages elsewhere.
    /// </summary>
    StreamParser,

    /// <summary>For each message that the parser found, or each packet when there is no parser (<c>BPF_SK_SKB_STREAM_VERDICT</c>).</summary>
    StreamVerdict,

    /// <summary>For each packet of any kind of socket, without a parser (<c>BPF_SK_SKB_VERDICT</c>, kernel 5.13).</summary>
    Verdict,
}
