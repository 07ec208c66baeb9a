namespace Bpf;

/// <summary>One hit of a tracepoint; the first parameter of a <see cref="BtfTracepointAttribute"/> method.</summary>
public readonly unsafe ref struct BtfTracepointContext : IBpfContext
{
    private readonly void* _context;

    internal BtfTracepointContext(void* context) => _context = context;

    /// <summary>The context itself, for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>The cookie given at attach time (<c>bpf_get_attach_cookie</c>, kernel 6.10), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong AttachCookie => ContextHelpers.GetAttachCookie(_context);
}
