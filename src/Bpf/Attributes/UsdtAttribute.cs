namespace Bpf;

/// <summary>
/// Runs the method at a statically defined tracing point of a program or library (USDT, the <c>.note.stapsdt</c> notes that
/// <c>sys/sdt.h</c> writes). Parameters after the <see cref="UsdtContext"/> are the point's arguments, in order.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsdtAttribute : Attribute
{
    /// <summary>A probe whose target is set by the host before it attaches.</summary>
    public UsdtAttribute()
    {
    }

    /// <summary>A probe on <paramref name="target"/>.</summary>
    /// <param name="target"><c>binary:provider:name</c>; the binary as for <see cref="UprobeAttribute(string)"/>.</param>
    public UsdtAttribute(string target) => Target = target;

    /// <summary>The target as written, or null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Loads the program as sleepable (<c>BPF_F_SLEEPABLE</c>, kernel 6.0).</summary>
    public bool Sleepable { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
