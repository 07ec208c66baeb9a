namespace Bpf;

/// <summary>A call of a Linux Security Module hook; the first parameter of an <see cref="LsmAttribute"/> or <see cref="LsmCgroupAttribute"/> method.</summary>
public readonly unsafe ref struct LsmContext : IBpfContext
{
    private readonly void* _context;

    internal LsmContext(void* context) => _context = context;

    /// <summary>The context itself, for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>The cookie given at attach time (<c>bpf_get_attach_cookie</c>, kernel 5.19), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong AttachCookie => ContextHelpers.GetAttachCookie(_context);
}
