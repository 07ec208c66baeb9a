namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static unsafe class NamespaceIds
{
    [KernelStruct("ns_common")]
    public struct NsCommon
    {
        public uint Inum;
    }

    [KernelStruct("mnt_namespace")]
    public struct MntNamespace
    {
        public NsCommon Ns;
    }

    [KernelStruct("nsproxy")]
    public struct Nsproxy
    {
        public MntNamespace* MntNs;
    }

    [KernelStruct("task_struct")]
    public struct TaskStruct
    {
        public Nsproxy* Nsproxy;
    }

    [BpfMap(MaxEntries = 256)]
    static readonly BpfHashMap<uint, ulong> Calls = new();

    [Uprobe]
    public static int OnCall(UprobeContext context)
    {
        TaskStruct* task = (TaskStruct*)BpfHelpers.GetCurrentTask();
        uint mountNamespace = Core.Read(in task->Nsproxy->MntNs->Ns.Inum);
        if (Calls.TryGetRef(mountNamespace, out BpfRef<ulong> calls))
        {
            Interlocked.Increment(ref calls.Value);
        }
        else
        {
            Calls.Update(mountNamespace, 1);
        }

        return 0;
    }
}
