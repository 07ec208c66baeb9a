// mistake: Core.Read on a struct that the kernel does not have
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Own
{
    public struct Sample { public int Id; public int Value; }

    static int s_value;

    [Uprobe("libc:qsort")]
    public static int OnSort(UprobeContext context, Sample* samples)
    {
        s_value = Core.Read(in samples->Value); //!!
        return 0;
    }
}
