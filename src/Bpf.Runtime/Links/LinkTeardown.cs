namespace Bpf.Runtime;

/// <summary>
/// Detaches many links at once. Every close waits for kernel grace periods, tens of milliseconds each, but closes on different threads wait together.
/// </summary>
internal static class LinkTeardown
{
    private const int MostThreads = 64;
    private const int SmallStack = 64 * 1024;

    /// <summary>Detaches all links; returns when none of the programs can run through them anymore.</summary>
    public static void Detach(IReadOnlyList<Link> links)
    {
        if (links.Count == 1)
        {
            links[0].Detach();
            return;
        }

        int next = -1;
        Thread[] threads = new Thread[Math.Min(links.Count, MostThreads)];
        for (int i = 0; i < threads.Length; i++)
        {
            // Dedicated threads: the pool would add them one by one although each of them merely waits.
            threads[i] = new Thread(Work, SmallStack) { IsBackground = true, Name = "bpf: detaching" };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        void Work()
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < links.Count)
            {
                links[index].Detach();
            }
        }
    }
}
