namespace Bpf;

/// <summary>Kernel functions of session programs.</summary>
internal static unsafe class SessionFunctions
{
    [BpfKfunc("bpf_session_is_return")]
    internal static bool IsReturn() => throw new BpfOnlyException();

    [BpfKfunc("bpf_session_cookie")]
    internal static ulong* Cookie() => throw new BpfOnlyException();
}
