// mistake: a local function calls itself
using Bpf;

[BpfObject(License = "GPL")]
public static class Digits
{
    static int s_digits;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int number)
    {
        s_digits = Count(number);
        return 0;

        static int Count(int value) => value < 10 ? 1 : 1 + Count(value / 10); //!!
    }
}
