namespace Bpf;

/// <summary>
/// A program that sees what the sockets of a socket map receive (<c>BPF_PROG_TYPE_SK_SKB</c>, kernel 4.14). It attaches to the map. The method takes a
/// <see cref="SkSkbContext"/> and returns an <see cref="SkAction"/>, to pass the packet to its socket, or to another one if it was redirected; at
/// <see cref="SkSkbHook.StreamParser"/> it returns the length of the message.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SkSkbAttribute : Attribute
{
    /// <summary>Creates a program for <paramref name="hook"/>.</summary>
    /// <param name="hook">When it runs.</param>
    public SkSkbAttribute(SkSkbHook hook) => Hook = hook;

    /// <summary>When the program runs.</summary>
    public SkSkbHook Hook { get; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
