namespace Bpf;

/// <summary>A call of a kernel function that the program may replace; the first parameter of a <see cref="FmodRetAttribute"/> method.</summary>
public readonly unsafe ref struct FmodRetContext : IBpfContext
{
    private readonly void* _context;

    internal FmodRetContext(void* context) => _context = context;

    /// <summary>The context itself, for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Address of the function (<c>bpf_get_func_ip</c>, kernel 5.15).</summary>
    [BpfCalls("bpf_get_func_ip")]
    public ulong FunctionAddress => ContextHelpers.GetFunctionIp(_context);

    /// <summary>The cookie given at attach time (<c>bpf_get_attach_cookie</c>, kernel 5.19), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong AttachCookie => ContextHelpers.GetAttachCookie(_context);

    /// <summary>Number of arguments of the function (<c>bpf_get_func_arg_cnt</c>, kernel 5.17).</summary>
    [BpfCalls("bpf_get_func_arg_cnt")]
    public long ArgumentCount => BpfHelpers.GetFuncArgCnt(_context);

    /// <summary>
    /// What an earlier program at the same function returned, 0 if none (<c>bpf_get_func_ret</c>, kernel 5.17), as 64 bits. Cast it to the declared
    /// type, for example <c>(int)context.ReturnValue</c>.
    /// </summary>
    public ulong ReturnValue => FunctionResult.Of(_context);
}
