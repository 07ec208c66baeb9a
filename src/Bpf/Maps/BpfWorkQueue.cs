namespace Bpf;

/// <summary>
/// A work queue in a map value (<c>struct bpf_wq</c>, kernel 6.10), at most one per value: the kernel calls a function soon, in a thread of its own, where it
/// may sleep. So a program that may not sleep can have done later what takes long. It lives as long as the element. It can be used in hash, LRU hash and
/// array maps. GPL-compatible programs only.
/// </summary>
[BtfName("bpf_wq")]
public struct BpfWorkQueue
{
    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Initializes the work queue (<c>bpf_wq_init</c>), once per element.</summary>
    /// <param name="map">The map that holds the work queue.</param>
    /// <returns>0, or a negative errno: -EBUSY when it is already initialized, -EPERM when no user-space program holds the map.</returns>
    public int Initialize(BpfMapDeclaration map) => WorkQueueFunctions.Initialize(ref this, map, 0);

    /// <summary>Sets the function to call (<c>bpf_wq_set_callback</c>).</summary>
    /// <typeparam name="TKey">Key type of the map.</typeparam>
    /// <typeparam name="TValue">Value type of the map.</typeparam>
    /// <param name="map">The map that holds the work queue; it determines the types of the callback.</param>
    /// <param name="callback">A static lambda or a static method. It may call functions and helpers that sleep.</param>
    /// <returns>0, or a negative errno: -EINVAL when the work queue is not initialized.</returns>
    public int SetCallback<TKey, TValue>(BpfKeyedMap<TKey, TValue> map, BpfWorkCallback<TKey, TValue> callback)
        where TKey : unmanaged
        where TValue : unmanaged => WorkQueueFunctions.SetCallback(ref this, callback);

    /// <summary>
    /// Starts a call of the function (<c>bpf_wq_start</c>). A call that has been started but not begun counts for both: the function runs at least once after
    /// the last start, not once for each.
    /// </summary>
    /// <returns>0, or a negative errno: -EINVAL when the work queue is not initialized or has no callback.</returns>
    public int Start() => WorkQueueFunctions.Start(ref this, 0);
}
