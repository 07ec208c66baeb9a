// mistake: an instance through reflection
using Bpf;

[BpfObject(License = "GPL")]
public static class Create
{
    public struct Entry { public int Value; }

    static T Make<T>() where T : struct => Activator.CreateInstance<T>(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Make<Entry>().Value;
}
