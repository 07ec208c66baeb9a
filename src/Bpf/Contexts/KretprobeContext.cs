namespace Bpf;

/// <summary>State of the thread that returned from a probed kernel function; first parameter of a <see cref="KretprobeAttribute"/> method.</summary>
[BtfName("bpf_user_pt_regs_t")]
public readonly unsafe ref struct KretprobeContext : IBpfContext
{
    private readonly void* _context; // struct pt_regs *

    internal KretprobeContext(void* context) => _context = context;

    /// <summary>The context itself (<c>struct pt_regs *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Address the function returns to.</summary>
    public ulong InstructionPointer => ContextRegisters.InstructionPointer(_context);

    /// <summary>Stack pointer of the thread.</summary>
    public ulong StackPointer => ContextRegisters.StackPointer(_context);

    /// <summary>The function's return value register, not narrowed to the function's type.</summary>
    public ulong ReturnValue => ContextRegisters.ReturnValue(_context);

    /// <summary>Address of the probed function (<c>bpf_get_func_ip</c>, kernel 5.15).</summary>
    [BpfCalls("bpf_get_func_ip")]
    public ulong FunctionAddress => ContextHelpers.GetFunctionIp(_context);

    /// <summary>The cookie passed at attach (<c>bpf_get_attach_cookie</c>, kernel 5.15), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong Cookie => ContextHelpers.GetAttachCookie(_context);
}
