namespace Bpf;

/// <summary>State of the thread that hit a uprobe; first parameter of an <see cref="UprobeAttribute"/> method.</summary>
[BtfName("bpf_user_pt_regs_t")]
public readonly unsafe ref struct UprobeContext : IBpfContext
{
    private readonly void* _context; // struct pt_regs *

    internal UprobeContext(void* context) => _context = context;

    /// <summary>The context itself (<c>struct pt_regs *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Address of the probed instruction in the process.</summary>
    public ulong InstructionPointer => ContextRegisters.InstructionPointer(_context);

    /// <summary>Stack pointer of the thread.</summary>
    public ulong StackPointer => ContextRegisters.StackPointer(_context);

    /// <summary>Frame pointer register of the thread; meaningful if the program was built with frame pointers.</summary>
    public ulong FramePointer => ContextRegisters.FramePointer(_context);

    /// <summary>Address of the probed function (<c>bpf_get_func_ip</c>, kernel 5.15; for uprobes 6.6).</summary>
    [BpfCalls("bpf_get_func_ip")]
    public ulong FunctionAddress => ContextHelpers.GetFunctionIp(_context);

    /// <summary>The cookie passed at attach (<c>bpf_get_attach_cookie</c>, kernel 5.15), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong Cookie => ContextHelpers.GetAttachCookie(_context);
}
