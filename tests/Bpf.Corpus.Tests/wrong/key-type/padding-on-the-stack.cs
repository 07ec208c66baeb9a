// mistake: the key has padding, whose bytes belong to the key
// runs: Run()
// shows: s_found is 0, meant 1
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Padded
{
    public struct Key { public byte Kind; public uint Id; } //!!

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<Key, int> Values = new(); //!!

    static int s_found;

    [SyscallProgram]
    public static unsafe int Run()
    {
        ulong first = 0xFFFF_FFFF_FFFF_FF01, second = 0x0000_0000_0000_0001;
        Key* left = (Key*)&first, right = (Key*)&second;
        left->Id = right->Id = 7;
        Values.Update(*left, 1);
        if (BpfHelpers.MapLookupElem(Values, right) != null)
            s_found = 1;
        return 0;
    }
}
