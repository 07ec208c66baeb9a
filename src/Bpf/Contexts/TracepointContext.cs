using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>
/// One hit of a tracepoint, or the entry or exit of a system call; the first parameter of a <see cref="TracepointAttribute"/>,
/// <see cref="SyscallEnterAttribute"/> or <see cref="SyscallExitAttribute"/> method.
/// </summary>
public readonly unsafe ref struct TracepointContext : IBpfContext
{
    private readonly void* _context;

    internal TracepointContext(void* context) => _context = context;

    /// <summary>The context itself, which is the record of the tracepoint, for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>The cookie given at attach time (<c>bpf_get_attach_cookie</c>, kernel 5.15), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong AttachCookie => ContextHelpers.GetAttachCookie(_context);

    /// <summary>
    /// Number of the system call, which differs between architectures. Only records of system calls have one: those of <see cref="SyscallEnterAttribute"/> and
    /// <see cref="SyscallExitAttribute"/>, and of the tracepoints <c>raw_syscalls:sys_enter</c> and <c>raw_syscalls:sys_exit</c>.
    /// </summary>
    public int SystemCall => ((int*)_context)[2]; // int __syscall_nr or long id, after the 8 bytes of struct trace_entry

    /// <summary>Copies the return addresses of a stack (<c>bpf_get_stack</c>, kernel 4.18). GPL-compatible programs only.</summary>
    /// <param name="addresses">
    /// Receives the addresses, innermost first. Its length must be a constant or have an upper bound that the verifier can determine.
    /// </param>
    /// <param name="flags">Which stack to copy.</param>
    /// <returns>How many bytes were copied, eight for each address, or a negative errno: -EFAULT when there is no such stack.</returns>
    [BpfCalls("bpf_get_stack")]
    public long CopyStack(Span<ulong> addresses, BpfStackFlags flags = BpfStackFlags.User)
    {
        fixed (ulong* target = &MemoryMarshal.GetReference(addresses))
        {
            return BpfHelpers.GetStack(_context, target, (uint)addresses.Length * sizeof(ulong), (ulong)flags);
        }
    }
}
