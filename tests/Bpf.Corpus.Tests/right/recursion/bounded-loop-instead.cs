// mistake: none: a loop instead of a recursion, and methods of one name
using Bpf;

[BpfObject(License = "GPL")]
public static class Digits
{
    static int Count(int value) => Count(value, 10);

    static int Count(int value, int radix)
    {
        int digits = 1;
        for (int i = 0; i < 32 && value >= radix; i++)
        {
            value /= 10;
            digits++;
        }

        return digits;
    }

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int number) => Count(number);
}
