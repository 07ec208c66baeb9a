namespace Bpf;

/// <summary>
/// A timer in a map value (<c>struct bpf_timer</c>, kernel 5.15), at most one per value. It lives as long as the element and the object that contains
/// the callback. It can be used in hash, LRU hash and array maps, but not by uprobe, kprobe and tracepoint programs. GPL-compatible programs only.
/// </summary>
[BtfName("bpf_timer")]
public struct BpfTimer
{
    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Initializes the timer (<c>bpf_timer_init</c>), once per element.</summary>
    /// <param name="map">The map that holds the timer.</param>
    /// <param name="clock">The clock it uses.</param>
    /// <returns>0, or a negative errno: -EBUSY when it is already initialized, -EPERM when no user-space program holds the map.</returns>
    [BpfCalls("bpf_timer_init")]
    public long Initialize(BpfMapDeclaration map, BpfClock clock = BpfClock.Monotonic) => TimerHelpers.Initialize(ref this, map, (ulong)clock);

    /// <summary>Sets the function to call when the timer expires (<c>bpf_timer_set_callback</c>).</summary>
    /// <typeparam name="TKey">Key type of the map.</typeparam>
    /// <typeparam name="TValue">Value type of the map.</typeparam>
    /// <param name="map">The map that holds the timer; it determines the types of the callback.</param>
    /// <param name="callback">A static lambda or a static method.</param>
    /// <returns>0, or a negative errno: -EINVAL when the timer is not initialized.</returns>
    [BpfCalls("bpf_timer_set_callback")]
    public long SetCallback<TKey, TValue>(BpfKeyedMap<TKey, TValue> map, BpfTimerCallback<TKey, TValue> callback)
        where TKey : unmanaged
        where TValue : unmanaged => CallbackHelpers.SetTimerCallback(ref this, callback);

    /// <summary>Starts the timer (<c>bpf_timer_start</c>), or restarts it if it is running.</summary>
    /// <param name="nanoseconds">Time until it expires, once, in nanoseconds.</param>
    /// <returns>0, or a negative errno: -EINVAL when the timer is not initialized or has no callback.</returns>
    [BpfCalls("bpf_timer_start")]
    public long Start(ulong nanoseconds) => TimerHelpers.Start(ref this, nanoseconds, 0);

    /// <summary>Stops the timer and waits for a running callback (<c>bpf_timer_cancel</c>).</summary>
    /// <returns>1 if it was running, 0 if it was not, or a negative errno: -EDEADLK inside its own callback.</returns>
    [BpfCalls("bpf_timer_cancel")]
    public long Cancel() => TimerHelpers.Cancel(ref this);
}
