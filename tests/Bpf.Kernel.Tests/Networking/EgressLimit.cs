using Bpf;

namespace Bpf.Kernel.Tests.Networking;

/// <summary>A cgroup's egress: a token bucket of bytes, for packets to other machines.</summary>
[BpfObject(License = "GPL")]
public static class EgressLimit
{
    public struct Bucket
    {
        public BpfSpinLock Lock;
        public ulong Nanoseconds;
        public ulong Tokens;
    }

    [BpfMap(MaxEntries = 1)]
    static readonly BpfArray<Bucket> Buckets = new();

    static readonly ulong BytesPerSecond = 1 << 20;
    static readonly ulong Burst = 1 << 20;
    static ulong s_sent;
    static ulong s_refused;

    [CgroupSkbEgress]
    public static bool OnSend(CgroupSkbContext context)
    {
        PacketLoader<SocketBufferSource> packet = context.Packet;
        if (!packet.TryRead(out Ipv4Header ip) || ip.Version != 4 || ip.Destination.Value >> 24 == 127)
        {
            return true;
        }

        if (!Buckets.TryGetRef(0, out BpfRef<Bucket> bucket))
        {
            return true;
        }

        uint length = context.Length;
        ulong now = BpfHelpers.MonotonicNanoseconds;
        bool allowed = false;
        using (bucket.Value.Lock.EnterScope())
        {
            ulong tokens = bucket.Value.Tokens + (now - bucket.Value.Nanoseconds) / 1000 * BytesPerSecond / 1_000_000;
            if (tokens > Burst)
            {
                tokens = Burst;
            }

            if (tokens >= length)
            {
                tokens -= length;
                allowed = true;
            }

            bucket.Value.Tokens = tokens;
            bucket.Value.Nanoseconds = now;
        }

        Interlocked.Increment(ref allowed ? ref s_sent : ref s_refused);
        return allowed;
    }
}
