namespace Bpf;

/// <summary>Arguments of a tracepoint as passed by the kernel; first parameter of a <see cref="RawTracepointAttribute"/> method.</summary>
[BtfName("bpf_raw_tracepoint_args")]
public readonly unsafe ref struct RawTracepointContext : IBpfContext
{
    private readonly ulong* _arguments; // struct bpf_raw_tracepoint_args *

    internal RawTracepointContext(void* context) => _arguments = (ulong*)context;

    /// <summary>The context itself, for helpers that take one.</summary>
    public void* Pointer => _arguments;

    /// <summary>The cookie given at attach time (<c>bpf_get_attach_cookie</c>, kernel 6.10), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong AttachCookie => ContextHelpers.GetAttachCookie(_arguments);

    /// <summary>Returns an argument of the tracepoint, not narrowed to its type.</summary>
    /// <param name="index">Constant index, 0 to 11.</param>
    /// <returns>The argument.</returns>
    public ulong Argument(int index) => _arguments[index];
}
