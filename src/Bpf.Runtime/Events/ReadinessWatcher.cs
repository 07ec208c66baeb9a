using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Bpf.Runtime.Events;

/// <summary>
/// Background thread that waits on behalf of all asynchronous readers of the process. It starts with the first reader and sleeps in epoll while
/// nothing is ready.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The one instance lives as long as the process.")]
internal sealed class ReadinessWatcher
{
    private const int BatchSize = 64;
    private static readonly Lock s_starting = new();
    private static ReadinessWatcher? s_shared;
    private readonly Epoll _epoll = new();
    private readonly ConcurrentDictionary<ulong, ReadinessSource> _sources = new();
    private ulong _lastKey;

    private ReadinessWatcher()
    {
        Thread thread = new(Run) { IsBackground = true, Name = "BPF events" };
        thread.Start();
    }

    /// <summary>The shared instance; if starting it fails, the next use tries again.</summary>
    /// <exception cref="BpfException">The process has no free descriptors.</exception>
    public static ReadinessWatcher Shared
    {
        get
        {
            lock (s_starting)
            {
                return s_shared ??= new ReadinessWatcher();
            }
        }
    }

    /// <summary>Starts watching a descriptor; nothing is reported until <see cref="ReadinessSource.WaitAsync"/>.</summary>
    /// <param name="target">The descriptor; the source watches a duplicate of it.</param>
    /// <param name="events">Events to wait for: <see cref="Epoll.Input"/> or <see cref="Epoll.Output"/>.</param>
    public ReadinessSource Add(BpfHandle target, uint events)
    {
        ulong key = Interlocked.Increment(ref _lastKey);
        ReadinessSource source = new(this, target.Duplicate(), events, key);
        _sources[key] = source;
        try
        {
            _epoll.AddWatch(source.Target, Epoll.OneShot, key);
        }
        catch
        {
            source.Dispose();
            throw;
        }

        return source;
    }

    public void Arm(ReadinessSource source) => _epoll.ModifyWatch(source.Target, source.Events | Epoll.OneShot, source.Key);

    public void Remove(ReadinessSource source)
    {
        _epoll.RemoveWatch(source.Target);
        _sources.TryRemove(source.Key, out _);
    }

    private void Run()
    {
        byte[] events = new byte[BatchSize * EpollEvent.Stride];
        while (true)
        {
            int count = _epoll.Wait(events, -1);
            for (int i = 0; i < count; i++)
            {
                if (_sources.TryGetValue(EpollEvent.DataOf(events, i), out ReadinessSource? source))
                {
                    source.Signal();
                }
            }
        }
    }
}
