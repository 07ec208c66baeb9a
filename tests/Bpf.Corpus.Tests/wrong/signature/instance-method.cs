// mistake: programs are static
using Bpf;

[BpfObject(License = "GPL")]
public class Instance
{
    [Uprobe("libc:malloc")]
    public int OnMalloc(UprobeContext context) => 0; //!!
}
