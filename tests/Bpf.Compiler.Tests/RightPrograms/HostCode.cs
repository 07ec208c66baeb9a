using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading.Tasks;
using Bpf;

namespace RightPrograms;

// Host code next to the programs may do anything, and share methods and constants with them.
[BpfObject(License = "GPL")]
public static class HostCode
{
    public const int Buckets = 32;
    public const string Title = "sizes";

    public struct Event
    {
        public int ProcessId;
        public float HostOnly;
        public ulong Size;

        public override readonly string ToString() => $"{ProcessId}: {Size} ({HostOnly})";
    }

    static readonly Dictionary<string, int> Cache = [];
    static readonly object Gate = new();
    static ulong s_calls;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, ulong size)
    {
        s_calls += (ulong)BucketOf(size);
        return 0;
    }

    public static int BucketOf(ulong size) => size > 4096 ? Buckets - 1 : (int)(size & (Buckets - 1));

    public static string Report(double seconds)
    {
        lock (Gate)
        {
            Cache[Title] = Cache.Count;
            return $"{s_calls / seconds:N1} {string.Join(", ", Cache.Select(static pair => pair.Key))}";
        }
    }

    [ExcludeFromCodeCoverage]
    public static async Task<int> WaitAsync()
    {
        await Task.Delay(1);
        try
        {
            return checked((int)s_calls);
        }
        catch (OverflowException)
        {
            return int.MaxValue;
        }
    }
}

public static class OtherHostCode
{
    public static int Use(ConcurrentBag<HostCode.Event> events) => events.Count * HostCode.Buckets + HostCode.BucketOf(5) + HostCode.Title.Length;
}
