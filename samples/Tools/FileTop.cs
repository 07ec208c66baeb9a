using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of filetop: reads and writes by process and file, from the results of the system calls.</summary>
[BpfObject(License = "GPL")]
public static unsafe class FileTop
{
    public struct Key
    {
        public ulong Inode;
        public long ProcessId;
    }

    public struct Usage
    {
        public ulong Reads;
        public ulong Writes;
        public ulong ReadBytes;
        public ulong WrittenBytes;
        public Text64 File;
    }

    public struct Call
    {
        public uint Descriptor;
        public bool IsWrite;
    }

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<int, Call> CallByThread = new();

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<Key, Usage> Usages = new();

    static readonly int Process;

    // At even places what reads.
    static readonly int[] Numbers = new int[6];

    [SyscallEnter("*")]
    public static void OnEnter(TracepointContext context, nuint descriptor)
    {
        if (Process != 0 && BpfHelpers.CurrentProcessId != Process)
        {
            return;
        }

        int number = context.SystemCall;
        for (int i = 0; i < 6; i++)
        {
            if (number == Numbers[i])
            {
                CallByThread.Update(BpfHelpers.CurrentThreadId, new Call { Descriptor = (uint)descriptor, IsWrite = (i & 1) != 0 });
            }
        }
    }

    [SyscallExit("*")]
    public static void OnExit(nint result)
    {
        int thread = BpfHelpers.CurrentThreadId;
        if (!CallByThread.TryGetValue(thread, out Call call))
        {
            return;
        }

        CallByThread.Delete(thread);
        task_struct* task = (task_struct*)BpfHelpers.GetCurrentTaskBtf();
        @file** files = task->files->fdt->fd;
        if (result < 0 || !BpfHelpers.TryReadKernel(files + call.Descriptor, out KernelPointer<@file> opened))
        {
            return;
        }

        Key key = new() { Inode = Core.Read(in opened.Value->f_inode->i_ino), ProcessId = BpfHelpers.CurrentProcessId };
        if (!Usages.TryGetRef(key, out BpfRef<Usage> usage))
        {
            Usage first = default;
            BpfHelpers.ReadKernelText(Core.ReadPointer(&opened.Value->f_path.dentry->d_name.name), first.File[..]);
            Usages.Update(key, first, BpfUpdateMode.Insert);
            if (!Usages.TryGetRef(key, out usage))
            {
                return;
            }
        }

        Interlocked.Add(ref call.IsWrite ? ref usage.Value.Writes : ref usage.Value.Reads, 1UL);
        Interlocked.Add(ref call.IsWrite ? ref usage.Value.WrittenBytes : ref usage.Value.ReadBytes, (ulong)result);
    }
}

/// <summary>Shows which files are read and written most.</summary>
internal sealed class FileTopTool() : Tool("filetop", "Sum up reads and writes by process and file.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using FileTopSkeleton skeleton = FileTopSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        string[] calls = ["read", "write", "pread64", "pwrite64", "readv", "writev"];
        skeleton.Rodata.Numbers = Array.ConvertAll(calls, static call => SystemCalls.NumberOf(call)!.Value);
        skeleton.LoadAndAttach();
        await run.WaitAsync();
        skeleton.Detach();
        ToolTable table = run.Table(("pid", 8), ("reads", 8), ("writes", 8), ("read", 12), ("written", 12), ("file", -1));
        foreach ((FileTop.Key key, FileTop.Usage usage) in skeleton.Maps.Usages.OrderByDescending(entry => entry.Value.ReadBytes + entry.Value.WrittenBytes))
        {
            table.Add(key.ProcessId, usage.Reads, usage.Writes, usage.ReadBytes, usage.WrittenBytes, usage.File);
        }
    }
}
