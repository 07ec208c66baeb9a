namespace Bpf;

/// <summary>
/// Kernel functions for session programs. Kernel 7.0 gave both a context parameter, when it added sessions on kernel functions (fsession).
/// </summary>
internal static unsafe class SessionFunctions
{
    [KernelEnum("bpf_attach_type")]
    private enum AttachTypes
    {
        BPF_TRACE_FSESSION = 58,
    }

    internal static bool IsReturn(void* context)
        => Core.EnumValueExists(AttachTypes.BPF_TRACE_FSESSION) ? IsReturnIn(context) : IsReturn();

    internal static ulong* Cookie(void* context)
        => Core.EnumValueExists(AttachTypes.BPF_TRACE_FSESSION) ? CookieIn(context) : Cookie();

    [BpfKfunc("bpf_session_is_return", Optional = true)]
    private static bool IsReturn() => throw new BpfOnlyException();

    [BpfKfunc("bpf_session_cookie", Optional = true)]
    private static ulong* Cookie() => throw new BpfOnlyException();

    // The part after a triple underscore distinguishes declarations of one function; the loader uses the one that matches the kernel.
    [BpfKfunc("bpf_session_is_return___context", Optional = true)]
    private static bool IsReturnIn(void* context) => throw new BpfOnlyException();

    [BpfKfunc("bpf_session_cookie___context", Optional = true)]
    private static ulong* CookieIn(void* context) => throw new BpfOnlyException();
}
