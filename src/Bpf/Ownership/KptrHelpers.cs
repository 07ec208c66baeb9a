namespace Bpf;

/// <summary>The kernel helpers of <see cref="BpfKptr{T}"/>.</summary>
internal static unsafe class KptrHelpers
{
    [BpfHelper(194)] // bpf_kptr_xchg
    internal static T* Exchange<T>(ref BpfKptr<T> place, T* value)
        where T : unmanaged => throw new BpfOnlyException();
}
