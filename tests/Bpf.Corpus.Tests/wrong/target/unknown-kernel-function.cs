// mistake: a BTF tracepoint that the kernel does not have
using Bpf;

[BpfObject(License = "GPL")]
public static class NoSuch
{
    [BtfTracepoint("task_renamed")] //!!
    public static int OnRename(BtfTracepointContext context) => 0;
}
