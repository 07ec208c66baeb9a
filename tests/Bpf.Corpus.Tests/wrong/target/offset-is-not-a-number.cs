// mistake: the offset is a word
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Word
{
    [Uprobe("libc:getppid+start")] //!!
    public static int OnCall(UprobeContext context) => 0;
}
