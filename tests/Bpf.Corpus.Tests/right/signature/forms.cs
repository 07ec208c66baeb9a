// mistake: none: with and without context and arguments, void and bool
using Bpf;

[BpfObject(License = "GPL")]
public static class Forms
{
    static int s_calls;

    [Uprobe("libc:malloc")]
    public static void OnMalloc() => s_calls++;

    [Uprobe("libc:free")]
    public static bool OnFree(nuint address) => address != 0;

    [Uretprobe("libc:malloc")]
    public static int OnReturn(UretprobeContext context, nuint address) => address == 0 ? 1 : 0;
}
