namespace Bpf.Runtime;

/// <summary>Closes perf events that no longer run a program, one after another, on a background thread that exists only while there is work.</summary>
internal static class PerfEventReaper
{
    private static readonly Queue<BpfHandle> s_events = new();
    private static readonly Lock s_lock = new();
    private static bool s_isRunning;

    /// <summary>Number of events still waiting to be closed.</summary>
    public static int Pending
    {
        get
        {
            lock (s_lock)
            {
                return s_events.Count;
            }
        }
    }

    /// <summary>Takes ownership of an event and returns immediately.</summary>
    public static void Close(BpfHandle perfEvent)
    {
        lock (s_lock)
        {
            s_events.Enqueue(perfEvent);
            if (s_isRunning)
            {
                return;
            }

            s_isRunning = true;
        }

        new Thread(Run) { IsBackground = true, Name = "bpf: closing perf events" }.Start();
    }

    private static void Run()
    {
        while (true)
        {
            BpfHandle perfEvent;
            lock (s_lock)
            {
                if (!s_events.TryDequeue(out BpfHandle? next))
                {
                    s_isRunning = false;
                    return;
                }

                perfEvent = next;
            }

            perfEvent.Dispose();
        }
    }
}
