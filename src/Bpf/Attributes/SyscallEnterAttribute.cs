namespace Bpf;

/// <summary>
/// Runs the method when a process makes a system call (the tracepoint <c>syscalls:sys_enter_NAME</c>, kernel 4.7). Parameters after the
/// <see cref="TracepointContext"/> are the arguments of the system call, in order; they are integers, enums or pointers with the size of the kernel's type,
/// and may be left out from the end. Pointers are addresses in the process.
/// Several of these attributes on one method are several system calls of one program.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SyscallEnterAttribute : Attribute
{
    /// <summary>Creates a program whose target the host sets.</summary>
    public SyscallEnterAttribute()
    {
    }

    /// <summary>Creates a program for <paramref name="systemCall"/>.</summary>
    /// <param name="systemCall">
    /// Name of the system call, such as <c>openat</c>, as the kernel names its function: <c>newfstat</c> rather than <c>fstat</c>. <c>*</c> stands for all
    /// system calls (the tracepoint <c>raw_syscalls:sys_enter</c>), whose arguments are words.
    /// </param>
    public SyscallEnterAttribute(string systemCall) => SystemCall = systemCall;

    /// <summary>The system call as written; null when the host sets the target.</summary>
    public string? SystemCall { get; }

    /// <summary>Value that the program reads as its cookie (<c>bpf_get_attach_cookie</c>, kernel 5.15), for example to tell targets apart; 0: none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
