// mistake: a pointer into a fixed buffer has no bounds check
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Names
{
    public struct Name { public fixed byte Text[32]; public int Length; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, Name> ByProcess = new();

    [Uprobe("libc:prctl")]
    public static int OnName(UprobeContext context, int option, uint at)
    {
        if (!ByProcess.TryGetRef(BpfHelpers.CurrentProcessId, out BpfRef<Name> name))
            return 0;
        name.Value.Text[at] = (byte)'?'; //!!
        return 0;
    }
}
