namespace Bpf;

/// <summary>The kernel helpers for maps that take callbacks.</summary>
internal static class CallbackHelpers
{
    [BpfHelper(164)] // bpf_for_each_map_elem
    internal static long ForEachElement<TKey, TValue, TState>(
        BpfMapDeclaration map, BpfElementCallback<TKey, TValue, TState> callback, ref TState state, ulong flags)
        where TKey : unmanaged
        where TValue : unmanaged
        where TState : unmanaged => throw new BpfOnlyException();

    [BpfHelper(170)] // bpf_timer_set_callback
    internal static long SetTimerCallback<TKey, TValue>(ref BpfTimer timer, BpfTimerCallback<TKey, TValue> callback)
        where TKey : unmanaged
        where TValue : unmanaged => throw new BpfOnlyException();

    [BpfHelper(209)] // bpf_user_ringbuf_drain
    internal static long DrainUserRingBuffer<TState>(BpfMapDeclaration map, BpfDrainCallback<TState> callback, ref TState state, ulong flags)
        where TState : unmanaged => throw new BpfOnlyException();
}
