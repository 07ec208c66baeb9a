// The verifier takes its time until it gives up.

[BpfObject(License = "GPL")]
public static unsafe class TooManyRounds
{
    static ulong s_sum;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
#if REMEDY
        for (int i = 0; i < 1000; i++)
#else
        for (int i = 0; i < 10_000_000; i++) //!! Complexity
#endif
            s_sum += size ^ (ulong)i;
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class RoundsFromArgument
{
    static ulong s_sum;

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, ulong size)
    {
#if REMEDY
        for (ulong i = 0; i < Math.Min(size, 100); i++)
#else
        for (ulong i = 0; i < size; i++) //!! Complexity
#endif
            s_sum += i ^ size;
        return 0;
    }
}

[BpfObject(License = "GPL")]
public static unsafe class TextWithoutLimit
{
    [Uprobe("libc:puts")]
    public static int OnPuts(UprobeContext context, byte* text)
    {
        int length = 0;
#if REMEDY
        while (length < 64 && BpfHelpers.TryReadUser(text + length, out byte letter) && letter != 0)
#else
        while (BpfHelpers.TryReadUser(text + length, out byte letter) && letter != 0) //!! Complexity
#endif
            length++;
        return length;
    }
}
