using System.CommandLine;
using Bpf;

namespace Samples.Tools;

/// <summary>The BPF side of opensnoop: a record for each open, openat and openat2, with its result.</summary>
[BpfObject(License = "GPL")]
public static class OpenSnoop
{
    public struct Open
    {
        public int ProcessId;
        public int ThreadId;
        public long Result;
        public Text16 Name;
        public Text256 File;
    }

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<int, ulong> PathByThread = new();

    [BpfMap(ByteSize = 1 << 20)]
    static readonly BpfRingBuffer<Open> Opens = new();

    static readonly int Process;
    static ulong s_lost;

    [SyscallEnter("openat")]
    [SyscallEnter("openat2")]
    public static void OnOpenAt(int directory, nuint path) => Begin(path);

    /// <summary>Only x86-64 has this system call.</summary>
    [SyscallEnter("open", AutoLoad = false)]
    public static void OnOpen(nuint path) => Begin(path);

    [SyscallExit("openat")]
    [SyscallExit("openat2")]
    public static void OnOpenedAt(nint result) => End(result);

    [SyscallExit("open", AutoLoad = false)]
    public static void OnOpened(nint result) => End(result);

    private static void Begin(nuint path)
    {
        if (Process == 0 || BpfHelpers.CurrentProcessId == Process)
        {
            PathByThread.Update(BpfHelpers.CurrentThreadId, path);
        }
    }

    // The path is read here, because the kernel has read it by now: before, it may not be in memory.
    private static void End(long result)
    {
        int thread = BpfHelpers.CurrentThreadId;
        if (!PathByThread.TryGetValue(thread, out ulong path))
        {
            return;
        }

        PathByThread.Delete(thread);
        if (!Opens.TryReserve(out BpfRef<Open> open))
        {
            Interlocked.Increment(ref s_lost);
            return;
        }

        open.Value.ProcessId = BpfHelpers.CurrentProcessId;
        open.Value.ThreadId = thread;
        open.Value.Result = result;
        BpfHelpers.GetCurrentCommand(open.Value.Name[..]);
        BpfHelpers.ReadUserText(path, open.Value.File[..]);
        Opens.Submit(open);
    }
}

/// <summary>Shows each file that is opened, and whether that failed.</summary>
internal sealed class OpenSnoopTool() : Tool("opensnoop", "Show each file that is opened, with the descriptor or the error.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using OpenSnoopSkeleton skeleton = OpenSnoopSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.Programs.OnOpen.AutoLoad = skeleton.Programs.OnOpened.AutoLoad = SystemCalls.NumberOf("open") is not null;
        skeleton.LoadAndAttach();
        ToolTable table = run.Table(("pid", 8), ("thread", 8), ("name", -16), ("descriptor", 10), ("error", 5), ("file", -1));
        await run.ReadAsync(skeleton.Maps.Opens, skeleton.Detach, open => table.Add(
            open.ProcessId, open.ThreadId, open.Name, Math.Max(open.Result, -1), Math.Max(-open.Result, 0), open.File));
        run.Report("lost", skeleton.Bss.s_lost);
    }
}
