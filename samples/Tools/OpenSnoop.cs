using System.CommandLine;
using System.Runtime.InteropServices;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of opensnoop: a record for each open, openat and openat2, with its result.</summary>
[BpfObject(License = "GPL")]
public static unsafe class OpenSnoop
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
    static readonly long OpenNumber;
    static readonly long OpenAtNumber;
    static readonly long OpenAt2Number;
    static ulong s_lost;

    [BtfTracepoint("sys_enter")]
    public static void OnEnter(BtfTracepointContext context, pt_regs* registers, long number)
    {
        if ((Process != 0 && BpfHelpers.CurrentProcessId != Process) || (number != OpenNumber && number != OpenAtNumber && number != OpenAt2Number))
        {
            return;
        }

        // open has the path as its first argument, the others as the second.
        ulong path = Core.FieldExists(in registers->di)
            ? number == OpenNumber ? registers->di : registers->si
            : registers->regs[1];
        PathByThread.Update(BpfHelpers.CurrentThreadId, path);
    }

    /// <summary>The path is read here, because the kernel has read it by now: before, it may not be in memory.</summary>
    [BtfTracepoint("sys_exit")]
    public static void OnExit(BtfTracepointContext context, pt_regs* registers, long result)
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
        bool x64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        using OpenSnoopSkeleton skeleton = OpenSnoopSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.Rodata.OpenNumber = x64 ? 2 : -1; // __NR_open, asm/unistd.h, which aarch64 does not have.
        skeleton.Rodata.OpenAtNumber = x64 ? 257 : 56; // __NR_openat
        skeleton.Rodata.OpenAt2Number = 437; // __NR_openat2
        skeleton.LoadAndAttach();
        ToolTable table = run.Table(("pid", 8), ("thread", 8), ("name", -16), ("descriptor", 10), ("error", 5), ("file", -1));
        await run.ReadAsync(skeleton.Maps.Opens, skeleton.Detach, open => table.Add(
            open.ProcessId, open.ThreadId, open.Name, Math.Max(open.Result, -1), Math.Max(-open.Result, 0), open.File));
        run.Report("lost", skeleton.Bss.s_lost);
    }
}
