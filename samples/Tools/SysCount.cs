using System.CommandLine;
using Bpf;

namespace Samples.Tools;

/// <summary>The BPF side of syscount: how often each system call was made, how long it took, and how often it failed.</summary>
[BpfObject(License = "GPL")]
public static class SysCount
{
    public struct Call
    {
        public int Number;
        public ulong Start;
    }

    public struct Usage
    {
        public ulong Calls;
        public ulong Returns;
        public ulong Errors;
        public ulong Nanoseconds;
    }

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<int, Call> Running = new();

    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<int, Usage> Usages = new();

    static readonly int Process;

    [SyscallEnter("*")]
    public static void OnEnter(TracepointContext context)
    {
        int number = context.SystemCall;
        if (Process != 0 && BpfHelpers.CurrentProcessId != Process)
        {
            return;
        }

        if (!Usages.TryGetRef(number, out BpfRef<Usage> usage))
        {
            Usages.Update(number, default, BpfUpdateMode.Insert);
            if (!Usages.TryGetRef(number, out usage))
            {
                return;
            }
        }

        Interlocked.Increment(ref usage.Value.Calls);
        Running.Update(BpfHelpers.CurrentThreadId, new Call { Number = number, Start = BpfHelpers.MonotonicNanoseconds });
    }

    [SyscallExit("*")]
    public static void OnExit(nint result)
    {
        int thread = BpfHelpers.CurrentThreadId;
        if (!Running.TryGetValue(thread, out Call call))
        {
            return;
        }

        Running.Delete(thread);
        if (Usages.TryGetRef(call.Number, out BpfRef<Usage> usage))
        {
            Interlocked.Increment(ref usage.Value.Returns);
            Interlocked.Add(ref usage.Value.Nanoseconds, BpfHelpers.MonotonicNanoseconds - call.Start);
            Interlocked.Add(ref usage.Value.Errors, result is < 0 and >= -4095 ? 1UL : 0);
        }
    }
}

/// <summary>Counts system calls.</summary>
internal sealed class SysCountTool() : Tool("syscount", "Count the system calls, with their errors and their time.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using SysCountSkeleton skeleton = SysCountSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.LoadAndAttach();
        await run.WaitAsync();
        skeleton.Detach();
        ToolTable table = run.Table(("call", -20), ("calls", 10), ("errors", 8), ("time", 9));
        foreach ((int number, SysCount.Usage usage) in skeleton.Maps.Usages.OrderByDescending(entry => entry.Value.Calls))
        {
            table.Add(SystemCalls.NameOf(number) ?? $"{number}", usage.Calls, usage.Errors, new Nanoseconds(usage.Nanoseconds));
        }
    }
}
