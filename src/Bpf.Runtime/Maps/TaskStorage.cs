using System.Globalization;
using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Values attached to processes and threads (kernel 5.11). The owner is the id of a process, or of any of its threads (kernel 6.9), in the caller's
/// PID namespace, or a descriptor from <c>pidfd_open</c>. A value belongs to one thread; that of a process belongs to its main thread. A process that
/// does not exist has no value, and writing one is an error (ESRCH).
/// </summary>
/// <typeparam name="T">Value type, of the map's value size.</typeparam>
/// <param name="map">A map of type TaskStorage.</param>
/// <exception cref="BpfException">The map has another type or value size.</exception>
public sealed class TaskStorage<T>(BpfMap map) : LocalStorage<int, T>(map, nameof(TaskStorage<>)), IMapHandle<TaskStorage<T>>
    where T : unmanaged
{
    private const uint Thread = 0x80; // PIDFD_THREAD

    static TaskStorage<T> IMapHandle<TaskStorage<T>>.Of(BpfMap map) => new(map);

    // Processes work on older kernels than threads. For a thread, the first call fails with EINVAL, on newer kernels with ENOENT.
    private protected override SafeHandle? HandleOf(int owner)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(owner);
        Errno error = KernelCalls.PidFdOpen(owner, 0, out BpfHandle handle);
        bool isThread = error is Errno.EINVAL or Errno.ENOENT;
        if (isThread)
        {
            error = KernelCalls.PidFdOpen(owner, Thread, out handle);
        }

        return error switch
        {
            Errno.None => handle,
            Errno.ESRCH => null,
            _ => throw new BpfException(
                "open process", owner.ToString(CultureInfo.InvariantCulture), error,
                isThread && error == Errno.EINVAL ? "Before kernel 6.9, owners can only be processes, not their threads." : null),
        };
    }

    private protected override string? AdviceFor(Errno error)
        => error == Errno.EBADF ? "The owner must be a process descriptor from pidfd_open." : null;
}
