namespace Bpf.Runtime;

/// <summary>
/// Detaches many links at once. The kernel waits for its grace periods in every close, tens of milliseconds each, but closes on different
/// threads wait together.
/// </summary>
internal static class LinkTeardown
{
    private const int MostThreads = 64;
    private const int SmallStack = 64 * 1024;

    /// <summary>Detaches all; returns when none of the programs can run any more through them.</summary>
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
            // Threads of our own: the pool would add them one by one while each of them only waits.
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
