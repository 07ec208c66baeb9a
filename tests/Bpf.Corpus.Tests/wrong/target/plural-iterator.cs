// mistake: iterators are named in the singular
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class Tasks
{
    [Iterator("tasks")] //!!
    public static void OnTask(IteratorContext context)
    {
    }
}
