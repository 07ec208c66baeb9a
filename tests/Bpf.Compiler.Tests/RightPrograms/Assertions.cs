using System.Diagnostics;
using System.Runtime.CompilerServices;
using Bpf;

namespace RightPrograms;

// Assertions of Debug builds: the conditions are evaluated, but the messages are not built.
[BpfObject(License = "GPL")]
public static unsafe class Assertions
{
    static ulong s_bad;
    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, int size, nuint p)
    {
        Debug.Assert(size >= 0, "negative");
        Debug.Assert(size >= 0);
        Debug.Assert(size >= 0, $"negative {size} {p:x} {nameof(size)}");
        Debug.Assert(size >= 0, "negative", "detail " + nameof(p));
        if (size == 77) Debug.Fail("seventy-seven");
        Check(size);
        return 0;
    }
    [Conditional("DEBUG")]
    static void Check(int size) { if (size < 0) s_bad++; }
}
