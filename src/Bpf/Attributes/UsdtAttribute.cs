namespace Bpf;

/// <summary>
/// Runs the method at a USDT probe (user-space statically defined tracing) of a program or library, described by the <c>.note.stapsdt</c> notes of
/// <c>sys/sdt.h</c>. Parameters after the <see cref="UsdtContext"/> are the probe's arguments, in order.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UsdtAttribute : Attribute
{
    /// <summary>Creates a probe with a target that the host sets before attaching.</summary>
    public UsdtAttribute()
    {
    }

    /// <summary>Creates a probe on <paramref name="target"/>.</summary>
    /// <param name="target"><c>binary:provider:name</c>; the binary as for <see cref="UprobeAttribute(string)"/>.</param>
    public UsdtAttribute(string target) => Target = target;

    /// <summary>The target as written; null when the host sets it.</summary>
    public string? Target { get; }

    /// <summary>Whether to load the program as sleepable (<c>BPF_F_SLEEPABLE</c>, kernel 6.0).</summary>
    public bool Sleepable { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
