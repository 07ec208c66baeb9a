// mistake: an iterator over something that the kernel does not list
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Things
{
    [Iterator("process")] //!!
    public static void OnProcess(IteratorContext context)
    {
    }
}
