// mistake: functions do not return at an offset
using Bpf;

[BpfObject(License = "GPL")]
public static class Offset
{
    [Uretprobe("libc:getppid+8")] //!!
    public static int OnReturn(UretprobeContext context, int result) => result;
}
