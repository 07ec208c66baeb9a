using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Indexes that are checked in several ways: every kernel's verifier must see their bounds.</summary>
[BpfObject(License = "GPL")]
public static class GuestChecks
{
    private static readonly int[] s_table = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115];

    static long s_fromOne;
    static long s_fromZero;
    static long s_pattern;
    static long s_small;
    static long s_moved;
    static long s_wide;
    static long s_onStack;
    static long s_copied;

    [Uprobe]
    public static int OnAdd(UprobeContext context, int a, long b)
    {
        if (a > 0 && a < 16)
        {
            s_fromOne += s_table[a];
        }

        if (a >= 0 && a < 16)
        {
            s_fromZero += s_table[a];
        }

        if (a is >= 3 and <= 9)
        {
            s_pattern += s_table[a + 2];
        }

        if ((byte)a is > 1 and < 8)
        {
            s_small += s_table[(byte)a];
        }

        return 0;
    }

    [Uprobe]
    public static int OnAddWide(UprobeContext context, int a, long b)
    {
        int moved = a - 50;
        if (moved is >= -4 and < 12)
        {
            s_moved += s_table[moved + 4];
        }

        if (b is > 2000 and < 2016)
        {
            s_wide += s_table[(int)(b - 2000)];
        }

        long distance = b / 1000;
        if (distance is >= 1 and <= 15)
        {
            s_wide += s_table[(int)distance];
        }

        return 0;
    }

    [Uprobe]
    public static int OnAddStack(UprobeContext context, int a, long b)
    {
        Span<byte> buffer = stackalloc byte[16];
        buffer.Clear();
        if (a is < 1 or > 15)
        {
            return 0;
        }

        buffer[a] = 7;
        s_onStack += buffer[a] + buffer[0];
        if (BpfHelpers.TryReadUser(context.StackPointer, buffer.Slice(0, a)))
        {
            s_copied++;
        }

        return 0;
    }
}
