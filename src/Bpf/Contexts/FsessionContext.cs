namespace Bpf;

/// <summary>A call of a kernel function at its entry or its return; first parameter of a <see cref="FsessionAttribute"/> method.</summary>
public readonly unsafe ref struct FsessionContext : IBpfContext
{
    private readonly void* _context;

    internal FsessionContext(void* context) => _context = context;

    /// <summary>The context itself, for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>True in the run at return, false in the run at entry (<c>bpf_session_is_return</c>).</summary>
    public bool IsReturn => SessionFunctions.IsReturn(_context);

    /// <summary>Eight bytes written at entry and read at return of the same call (<c>bpf_session_cookie</c>).</summary>
    public ref ulong Shared => ref *SessionFunctions.Cookie(_context);

    /// <summary>Address of the function (<c>bpf_get_func_ip</c>).</summary>
    [BpfCalls("bpf_get_func_ip")]
    public ulong FunctionAddress => ContextHelpers.GetFunctionIp(_context);

    /// <summary>The cookie given at attach time (<c>bpf_get_attach_cookie</c>), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong AttachCookie => ContextHelpers.GetAttachCookie(_context);

    /// <summary>Number of arguments of the function (<c>bpf_get_func_arg_cnt</c>).</summary>
    [BpfCalls("bpf_get_func_arg_cnt")]
    public long ArgumentCount => BpfHelpers.GetFuncArgCnt(_context);

    /// <summary>
    /// Returns an argument of the function as 64 bits (<c>bpf_get_func_arg</c>, kernel 5.17), in programs at globs, whose functions have different parameters.
    /// Cast it to its type: <c>(int)context.Argument(2)</c>, <c>(file*)context.Argument(0)</c>. The verifier does not know what a pointer points to, so read it
    /// with <see cref="Core"/>.
    /// </summary>
    /// <param name="index">Index of the argument, from 0.</param>
    /// <returns>The argument; 0 when the function does not have that many.</returns>
    public ulong Argument(int index) => FunctionArgument.Of(_context, index);

    /// <summary>
    /// The function's return value (<c>bpf_get_func_ret</c>) as 64 bits; 0 in the run at entry. Cast it to the declared type, for example
    /// <c>(int)context.ReturnValue</c>.
    /// </summary>
    public ulong ReturnValue => FunctionResult.Of(_context);
}
