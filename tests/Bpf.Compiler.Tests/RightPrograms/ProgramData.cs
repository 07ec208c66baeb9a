using Bpf;

namespace RightPrograms;

// Arguments and addresses used where they are meaningful.
[BpfObject(License = "GPL")]
public static unsafe class ProgramData
{
    public struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    static ulong s_total;

    [UprobeSession("libc:malloc")]
    public static int Both(UprobeSessionContext context, nuint size)
    {
        if (context.IsReturn)
        {
            s_total += context.Shared;
            return 0;
        }

        context.Shared = size;
        return size > 16 ? 0 : 1;
    }

    [UprobeSession("libc:malloc")]
    public static SessionAction EntryOnly(UprobeSessionContext context, nuint size)
    {
        if (!context.IsReturn && size > 64)
            s_total += size;
        return SessionAction.RunAtReturn;
    }

    [Uprobe("libc:nanosleep")]
    public static int BehindAnArgument(UprobeContext context, Timespec* time)
        => BpfHelpers.TryReadUser(&time->Nanoseconds, out long nanoseconds) && nanoseconds > 5 ? 1 : 0;

    [Uprobe("libc:qsort")]
    public static int Chain(UprobeContext context, ulong head)
    {
        ulong current = head;
        for (int i = 0; i < 4 && current != 0; i++)
        {
            if (!BpfHelpers.TryReadUser(current, out ulong next))
                break;
            current = next;
            s_total++;
        }

        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int Kernel(UprobeContext context)
        => BpfHelpers.TryReadKernel(BpfHelpers.GetCurrentTask() + 16, out ulong word) && word != 0 ? 1 : 0;
}
