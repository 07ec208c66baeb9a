using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Events;

/// <summary>An epoll instance.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    public const uint Input = 1; // EPOLLIN
    public const uint Output = 4; // EPOLLOUT
    public const uint OneShot = 1U << 30; // EPOLLONESHOT
    public const uint EdgeTriggered = 1U << 31; // EPOLLET
    private const int CloseOnExec = 0x80000; // EPOLL_CLOEXEC
    private const int Add = 1; // EPOLL_CTL_ADD
    private const int Delete = 2; // EPOLL_CTL_DEL
    private const int Modify = 3; // EPOLL_CTL_MOD
    private readonly BpfHandle _handle;

    /// <exception cref="BpfException">The process has no free descriptors.</exception>
    public Epoll()
    {
        Errno error = Native.Own(LibC.EpollCreate1(CloseOnExec), out _handle);
        if (error != Errno.None)
        {
            throw new BpfException("create", "epoll instance", error);
        }
    }

    /// <summary>The instance itself, which is readable while one of its targets is ready.</summary>
    public BpfHandle Handle => _handle;

    public void AddWatch(BpfHandle target, uint events, ulong data) => Control(Add, target, events, data);

    public void ModifyWatch(BpfHandle target, uint events, ulong data) => Control(Modify, target, events, data);

    public void RemoveWatch(BpfHandle target)
    {
        if (!target.IsClosed && !_handle.IsClosed)
        {
            _ = LibC.EpollCtl(_handle.Descriptor, Delete, target.Descriptor, null);
        }
    }

    /// <summary>Waits for events.</summary>
    /// <param name="events">Receives events of <see cref="EpollEvent.Stride"/> bytes.</param>
    /// <param name="timeoutMilliseconds">Timeout in milliseconds; -1 waits indefinitely.</param>
    /// <returns>Number of events; 0 after a timeout or a signal.</returns>
    public int Wait(Span<byte> events, int timeoutMilliseconds)
    {
        fixed (byte* pointer = events)
        {
            int count = LibC.EpollWait(_handle.Descriptor, pointer, events.Length / EpollEvent.Stride, timeoutMilliseconds);
            if (count >= 0)
            {
                return count;
            }

            Errno error = Native.LastError;
            return error == Errno.EINTR ? 0 : throw new BpfException("wait on", "epoll instance", error);
        }
    }

    public void Dispose() => _handle.Dispose();

    private void Control(int operation, BpfHandle target, uint events, ulong data)
    {
        EpollEvent value = EpollEvent.Create(events, data);
        if (LibC.EpollCtl(_handle.Descriptor, operation, target.Descriptor, &value) < 0)
        {
            throw new BpfException("watch", $"file descriptor {target.Descriptor}", Native.LastError);
        }
    }
}
