namespace Bpf;

/// <summary>
/// A program of a lightweight tunnel: it runs for the packets of a route (<c>BPF_PROG_TYPE_LWT_*</c>, kernel 4.10; segment routing: 4.18). The host makes the
/// route. The method takes an <see cref="LwtContext"/> and returns an <see cref="LwtAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LwtAttribute : Attribute
{
    /// <summary>Creates a program for <paramref name="hook"/>.</summary>
    /// <param name="hook">When it runs.</param>
    public LwtAttribute(LwtHook hook) => Hook = hook;

    /// <summary>When the program runs.</summary>
    public LwtHook Hook { get; }

    /// <summary>Whether the program is loaded; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
