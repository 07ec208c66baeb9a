// mistake: the constant of another file is one too large
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Table
{
    [InlineArray(Limits.Columns)]
    public struct Row { uint _first; }

    static Row s_row;

    [Uprobe("libc:close")]
    public static int OnClose(UprobeContext context, int descriptor)
    {
        s_row[Limits.Total] = (uint)descriptor; //!!
        return 0;
    }
}
