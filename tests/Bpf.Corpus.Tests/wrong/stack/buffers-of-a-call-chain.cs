// mistake: the buffers of caller and callee do not fit together
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Paths
{
    static int s_same;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int FirstOf(nuint path)
    {
        Span<byte> second = stackalloc byte[320]; //!!
        BpfHelpers.ReadUserText(path, second);
        return second[0] + second[200];
    }

    [Uprobe("libc:rename")]
    public static int OnRename(UprobeContext context, nuint from, nuint to)
    {
        Span<byte> first = stackalloc byte[320]; //!!
        BpfHelpers.ReadUserText(from, first);
        if (first[0] + first[200] == FirstOf(to))
            s_same++;
        return 0;
    }
}
