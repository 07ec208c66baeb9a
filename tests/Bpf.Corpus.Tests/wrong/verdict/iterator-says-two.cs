// mistake: an iterator asks for more with a value that the kernel does not know
using Bpf;

[BpfObject(License = "GPL")]
public static class Tasks
{
    static int s_tasks;

    [Iterator("task")]
    public static int OnTask(IteratorContext context)
    {
        s_tasks++;
        return s_tasks > 100 ? 2 : 0; //!!
    }
}
