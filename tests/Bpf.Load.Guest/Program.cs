// One side of the load benchmark. Argument: an object file. Every line on standard input, "open N" or "load N", is answered by a line with
// the nanoseconds that each of N rounds took from open to close, and the bytes that the last round allocated. The peer in C does the same.
using System.Diagnostics;
using Bpf.Runtime;

string path = args[0];
while (Console.ReadLine() is { } line)
{
    string[] words = line.Split(' ');
    bool load = words[0] == "load";
    long[] times = new long[int.Parse(words[1])];
    long allocated = 0;
    for (int i = 0; i < times.Length; i++)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        using (BpfObject target = BpfObject.Open(path))
        {
            if (load)
                target.Load();
        }

        times[i] = (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    Console.WriteLine($"{string.Join(' ', times)} {allocated}");
}
