namespace Bpf;

/// <summary>Helpers that take the program context.</summary>
internal static unsafe class ContextHelpers
{
    [BpfHelper(173)] // bpf_get_func_ip
    internal static ulong GetFunctionIp(void* context) => throw new BpfOnlyException();

    [BpfHelper(174)] // bpf_get_attach_cookie
    internal static ulong GetAttachCookie(void* context) => throw new BpfOnlyException();
}
