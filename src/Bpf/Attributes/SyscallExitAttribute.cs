namespace Bpf;

/// <summary>
/// Runs the method when a system call returns to the process (the tracepoint <c>syscalls:sys_exit_NAME</c>, kernel 4.7). A parameter after the
/// <see cref="TracepointContext"/> is the result, as <c>nint</c> or <c>long</c>: a negative errno when the system call failed.
/// Several of these attributes on one method are several system calls of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SyscallExitAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets.</summary>
    public SyscallExitAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="systemCall"/>.</summary>
    /// <param name="systemCall">
    /// Name of the system call, such as <c>openat</c>, as the kernel names its function: <c>newfstat</c> rather than <c>fstat</c>. <c>*</c> stands for all
    /// system calls (the tracepoint <c>raw_syscalls:sys_exit</c>).
    /// </param>
    public SyscallExitAttribute(string systemCall) => SystemCall = systemCall;

    /// <summary>The system call as written; null when the host sets the target.</summary>
    public string? SystemCall { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.15), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
