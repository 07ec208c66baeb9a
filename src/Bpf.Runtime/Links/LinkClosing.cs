using System.Diagnostics;
using Bpf.Runtime.Links;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Closes a BPF link so that its program no longer runs when the call returns. A plain <c>close(2)</c> does not guarantee that: a child process being
/// started holds a copy of every descriptor until its exec, and the kernel detaches only with the last copy.
/// </summary>
internal static class LinkClosing
{
    private const int WaitForGracePeriod = 1; // MEMBARRIER_CMD_GLOBAL, linux/membarrier.h

    // A process that holds the link longer than an exec takes does so on purpose (a pin, or a tool that inspects it).
    private static readonly TimeSpan s_longestExec = TimeSpan.FromSeconds(2);

    /// <summary>Closes the link; without CAP_SYS_ADMIN, which finding a link by id requires, this is a plain close.</summary>
    public static void Close(BpfHandle link)
    {
        uint id = LinkInfo.Read(link)?.Id ?? 0;
        link.Dispose();
        if (id == 0)
        {
            return;
        }

        bool wasHeld = false;
        long closed = Stopwatch.GetTimestamp();
        while (Open(id, out BpfHandle copy))
        {
            // Closing this copy may well be the last close, which then detaches immediately.
            copy.Dispose();
            wasHeld = true;
            if (Stopwatch.GetElapsedTime(closed) > s_longestExec)
            {
                return;
            }

            Thread.Sleep(1);
        }

        // The id disappears first, the program right afterward, in the context of the child.
        if (wasHeld)
        {
            LibC.Syscall(SyscallNumbers.Membarrier, WaitForGracePeriod, 0, 0, 0, 0, 0);
        }
    }

    private static bool Open(uint id, out BpfHandle link)
    {
        ObjectIdAttribute attribute = new() { LinkId = id };
        return BpfCall.Open(BpfCommand.LinkGetFdById, ref attribute, ObjectIdAttribute.KnownSize, out link) == Errno.None;
    }
}
