namespace Bpf;

/// <summary>
/// A timer in a map value (<c>struct bpf_timer</c>, kernel 5.15), at most one in a value. It lives as long as the element and the object that has the
/// callback. Possible in hash, LRU hash and array maps; not in uprobe, kprobe and tracepoint programs. GPL-compatible programs only.
/// </summary>
[BtfName("bpf_timer")]
public struct BpfTimer
{
    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Prepares the timer (<c>bpf_timer_init</c>), once for each element.</summary>
    /// <param name="map">The map that holds the timer.</param>
    /// <param name="clock">The clock that it runs by.</param>
    /// <returns>0, or a negative errno: -EBUSY when it is prepared already, -EPERM when no user space program holds the map.</returns>
    public long Initialize(BpfMapDeclaration map, BpfClock clock = BpfClock.Monotonic) => TimerHelpers.Initialize(ref this, map, (ulong)clock);

    /// <summary>Says what happens when the timer expires (<c>bpf_timer_set_callback</c>).</summary>
    /// <typeparam name="TKey">Key type of the map.</typeparam>
    /// <typeparam name="TValue">Value type of the map.</typeparam>
    /// <param name="map">The map that holds the timer; it gives the callback its types.</param>
    /// <param name="callback">A static lambda or a static method.</param>
    /// <returns>0, or a negative errno: -EINVAL when the timer is not prepared.</returns>
    public long SetCallback<TKey, TValue>(BpfKeyedMap<TKey, TValue> map, BpfTimerCallback<TKey, TValue> callback)
        where TKey : unmanaged
        where TValue : unmanaged => CallbackHelpers.SetTimerCallback(ref this, callback);

    /// <summary>Starts the timer (<c>bpf_timer_start</c>); a running one starts anew.</summary>
    /// <param name="nanoseconds">Time from now until it expires, once.</param>
    /// <returns>0, or a negative errno: -EINVAL when the timer is not prepared or has no callback.</returns>
    public long Start(ulong nanoseconds) => TimerHelpers.Start(ref this, nanoseconds, 0);

    /// <summary>Stops the timer and waits for a running callback (<c>bpf_timer_cancel</c>).</summary>
    /// <returns>1 when it was running, 0 when it was not, or a negative errno: -EDEADLK inside its own callback.</returns>
    public long Cancel() => TimerHelpers.Cancel(ref this);
}
