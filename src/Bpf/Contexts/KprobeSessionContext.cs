namespace Bpf;

/// <summary>State of the thread in a session at a kernel function; first parameter of a <see cref="KprobeSessionAttribute"/> method.</summary>
[BtfName("bpf_user_pt_regs_t")]
public readonly unsafe ref struct KprobeSessionContext : IBpfContext
{
    private readonly void* _context; // struct pt_regs *

    internal KprobeSessionContext(void* context) => _context = context;

    /// <summary>The context itself (<c>struct pt_regs *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>True in the run at return, false in the run at entry (<c>bpf_session_is_return</c>, kernel 6.10).</summary>
    public bool IsReturn => SessionFunctions.IsReturn(_context);

    /// <summary>Eight bytes written at entry and read at return of the same call (<c>bpf_session_cookie</c>, kernel 6.10).</summary>
    public ref ulong Shared => ref *SessionFunctions.Cookie(_context);

    /// <summary>The return value register; meaningful in the run at return.</summary>
    public ulong ReturnValue => ContextRegisters.ReturnValue(_context);

    /// <summary>Address of the probed function (<c>bpf_get_func_ip</c>).</summary>
    [BpfCalls("bpf_get_func_ip")]
    public ulong FunctionAddress => ContextHelpers.GetFunctionIp(_context);

    /// <summary>The cookie passed at attach (<c>bpf_get_attach_cookie</c>), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong AttachCookie => ContextHelpers.GetAttachCookie(_context);
}
