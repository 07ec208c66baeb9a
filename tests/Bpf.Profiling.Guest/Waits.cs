using System.Runtime.CompilerServices;

namespace Bpf.Profiling.Guest;

/// <summary>Threads that wait, each in a way of its own.</summary>
internal static class Waits
{
    private static readonly object s_taken = new();
    private static readonly SemaphoreSlim s_semaphore = new(0);
    private static readonly ManualResetEventSlim s_event = new();
    private static int s_waiting;

    public static void Start()
    {
        Monitor.Enter(s_taken);
        Action[] waits = [OnMonitor, OnSemaphore, OnEvent, OnSleep, OnTask];
        foreach (Action wait in waits)
        {
            new Thread(() => Wait(wait)) { Name = wait.Method.Name, IsBackground = true }.Start();
        }

        while (Volatile.Read(ref s_waiting) < waits.Length)
        {
            Thread.Yield();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Wait(Action wait)
    {
        Interlocked.Increment(ref s_waiting);
        wait();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OnMonitor()
    {
        lock (s_taken)
        {
            s_event.Set();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OnSemaphore() => s_semaphore.Wait();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OnEvent() => s_event.Wait();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OnSleep() => Thread.Sleep(Timeout.Infinite);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OnTask() => new TaskCompletionSource().Task.Wait();
}
