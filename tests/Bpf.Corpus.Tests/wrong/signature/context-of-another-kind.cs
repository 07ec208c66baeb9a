// mistake: the context of an entry probe in a return probe
using Bpf;

[BpfObject(License = "GPL")]
public static class Kind
{
    [Uretprobe("libc:malloc")]
    public static int OnReturn(UprobeContext context) => 0; //!!
}
