// mistake: a key larger than the stack
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class LongKeys
{
    [InlineArray(1024)]
    public struct Path { byte _first; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<Path, int> Counts = new(); //!!

    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context, nuint path)
    {
        Path key = default; //!!
        BpfHelpers.ReadUserText(path, key);
        Counts.Update(key, 1); //!!
        return 0;
    }
}
