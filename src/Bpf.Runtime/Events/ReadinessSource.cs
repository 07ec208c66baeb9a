using System.Threading.Tasks.Sources;

namespace Bpf.Runtime.Events;

/// <summary>Readiness of one descriptor as an allocation-free value task, for one waiter at a time.</summary>
internal sealed class ReadinessSource(ReadinessWatcher watcher, BpfHandle target, uint events, ulong key) : IValueTaskSource, IDisposable
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _waiting;
    private volatile bool _ended;

    /// <summary>This source's own duplicate of the watched descriptor.</summary>
    public BpfHandle Target { get; } = target;

    /// <summary>The events to wait for.</summary>
    public uint Events { get; } = events;

    public ulong Key { get; } = key;

    /// <summary>Completes when the descriptor is ready, or immediately if it already is.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="endsQuietly">Whether cancellation completes the wait rather than failing it.</param>
    /// <exception cref="OperationCanceledException">The token was canceled while waiting.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellation, bool endsQuietly = false)
    {
        if (!endsQuietly)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        _core.Reset();
        Interlocked.Exchange(ref _waiting, 1); // implies a fence, so that either this or End sees the other
        if (_ended)
        {
            Signal();
        }

        CancellationTokenRegistration registration = cancellation.UnsafeRegister(static state => ((ReadinessSource)state!).Signal(), this);
        try
        {
            watcher.Arm(this);
            await new ValueTask(this, _core.Version).ConfigureAwait(false);
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
        }

        if (!endsQuietly)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Completes the current wait, if there is one.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 1)
        {
            _core.SetResult(true);
        }
    }

    /// <summary>Completes the current wait, and all later ones immediately.</summary>
    public void End()
    {
        _ended = true;
        Signal();
    }

    public void Dispose()
    {
        watcher.Remove(this);
        Target.Dispose();
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
