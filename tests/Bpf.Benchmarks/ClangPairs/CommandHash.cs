namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static unsafe class CommandHash
{
    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<uint, ulong> Calls = new();

    [Uprobe]
    public static int OnCall(UprobeContext context)
    {
        byte* command = stackalloc byte[16];
        BpfHelpers.GetCurrentComm(command, 16);
        uint hash = 2166136261;
        for (int i = 0; i < 16; i++)
        {
            hash = (hash ^ command[i]) * 16777619;
        }

        if (Calls.TryGetRef(hash, out BpfRef<ulong> count))
        {
            count.Value++;
        }
        else
        {
            Calls.Update(hash, 1);
        }

        return 0;
    }
}
