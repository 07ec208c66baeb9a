namespace Bpf.Runtime.Events;

/// <summary>Admits one reader at a time to a buffer, and closes the buffer when it is disposed: immediately, or when the read in progress ends.</summary>
/// <param name="subject">The buffer, for messages: <c>Ring buffer 'events'</c>.</param>
/// <param name="close">Closes the buffer; called once.</param>
internal sealed class ReadGate(string subject, Action close)
{
    private int _reading;
    private bool _disposed;

    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public void RequireOpen()
    {
        if (Volatile.Read(ref _disposed))
        {
            throw new ObjectDisposedException(subject, "The buffer was disposed, directly or with its skeleton. Stop reading first.");
        }
    }

    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    public void Enter()
    {
        RequireOpen();
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException($"{subject} is already being read; it can have only one reader at a time.");
        }
    }

    public void Exit()
    {
        Interlocked.Exchange(ref _reading, 0);
        if (Volatile.Read(ref _disposed))
        {
            CloseIfIdle();
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        CloseIfIdle();
    }

    // Whoever closes the buffer never leaves, so that it is closed once.
    private void CloseIfIdle()
    {
        if (Interlocked.Exchange(ref _reading, 1) == 0)
        {
            close();
        }
    }
}
