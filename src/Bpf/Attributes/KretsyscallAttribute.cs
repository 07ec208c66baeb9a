namespace Bpf;

/// <summary>
/// Runs the method when a system call returns, in all processes (a kretprobe at the function that implements it, kernel 4.17; aarch64 4.19). Upgraded to
/// a multi-kprobe (kernel 5.18) where the kernel can. The parameter after the <see cref="KretprobeContext"/> is the result: 0 or more, or a negative errno.
/// Several of these attributes on one method are several targets of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class KretsyscallAttribute : Attribute
{
    /// <summary>Creates a program with a target that the host sets.</summary>
    public KretsyscallAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="systemCall"/>.</summary>
    /// <param name="systemCall">
    /// Name of the system call, such as <c>openat</c>, as the kernel names its function without the architecture: <c>newfstatat</c> rather than <c>fstatat</c>.
    /// </param>
    public KretsyscallAttribute(string systemCall) => SystemCall = systemCall;

    /// <summary>The system call as written; null when the host sets it.</summary>
    public string? SystemCall { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.15), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
