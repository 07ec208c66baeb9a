using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.Load.Guest;

/// <summary>Opens and loads objects.</summary>
internal static class ObjectRounds
{
    public static string Run(string path, bool load, int rounds)
    {
        long[] times = new long[rounds];
        long allocated = 0;
        for (int i = 0; i < times.Length; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            using (BpfObject target = BpfObject.Open(path))
            {
                if (load)
                {
                    target.Load();
                }
            }

            times[i] = Nanoseconds(start);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return $"{string.Join(' ', times)} {allocated}";
    }

    public static string RunOnce(string path)
    {
        long start = Stopwatch.GetTimestamp();
        using BpfObject target = BpfObject.Open(path);
        target.Load();
        long time = Nanoseconds(start), allocated = GC.GetTotalAllocatedBytes(precise: true);
        string peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return $"{time} {allocated} {peak["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim()}";
    }

    private static long Nanoseconds(long start) => (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
}
