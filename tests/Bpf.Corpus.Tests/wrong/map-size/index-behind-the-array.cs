// mistake: the array has 8 entries, and the index is 8
// runs: Run()
// shows: s_found is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Index
{
    const int Entries = 8;

    [BpfMap(MaxEntries = Entries)]
    static readonly BpfArray<ulong> Values = new();

    static int s_found;

    [SyscallProgram]
    public static int Run()
    {
        if (Values.TryGetRef(Entries, out BpfRef<ulong> last)) //!!
        {
            last.Value++;
            s_found = 1;
        }

        return 0;
    }
}
