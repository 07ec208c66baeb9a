using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>
/// The BPF side of vfsstat: calls of the virtual file system, with their errors and bytes. There is no vfs_fsync among them, because some
/// kernels have it inlined into its callers, where no probe sees it.
/// </summary>
[BpfObject(License = "GPL")]
public static unsafe class VfsStat
{
    public enum Operation
    {
        Read,
        Write,
        Open,
        Rename,
        MakeDirectory,
        Unlink,
    }

    public struct Usage
    {
        public ulong Calls;
        public ulong Errors;
        public ulong Bytes;
    }

    [BpfMap(MaxEntries = 6)]
    static readonly BpfPerCpuArray<Usage> Usages = new();

    static readonly int Process;

    [Fexit("vfs_read")]
    public static void OnRead(FexitContext context) => Count(Operation.Read, (long)context.ReturnValue);

    [Fexit("vfs_write")]
    public static void OnWrite(FexitContext context) => Count(Operation.Write, (long)context.ReturnValue);

    [Fexit("vfs_open")]
    public static void OnOpen(FexitContext context) => Count(Operation.Open, (int)context.ReturnValue);

    // Its result is a pointer in new kernels and a number in old ones.
    [Fentry("vfs_mkdir")]
    public static void OnMakeDirectory() => Count(Operation.MakeDirectory, 0);

    [Fexit("vfs_unlink")]
    public static void OnUnlink(FexitContext context) => Count(Operation.Unlink, (int)context.ReturnValue);

    [Fexit("vfs_rename")]
    public static void OnRename(FexitContext context) => Count(Operation.Rename, (int)context.ReturnValue);

    static void Count(Operation operation, long result)
    {
        if ((Process == 0 || BpfHelpers.CurrentProcessId == Process) && Usages.TryGetRef((int)operation, out BpfRef<Usage> usage))
        {
            usage.Value.Calls++;
            usage.Value.Errors += result < 0 ? 1UL : 0;
            usage.Value.Bytes += result > 0 ? (ulong)result : 0;
        }
    }
}

/// <summary>Shows what is asked of the virtual file system.</summary>
internal sealed class VfsStatTool() : Tool("vfsstat", "Count reads, writes, opens and other calls of the virtual file system.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using VfsStatSkeleton skeleton = VfsStatSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.LoadAndAttach();
        await run.WaitAsync();
        skeleton.Detach();
        ToolTable table = run.Table(("operation", -14), ("calls", 10), ("errors", 8), ("bytes", 14));
        foreach (VfsStat.Operation operation in Enum.GetValues<VfsStat.Operation>())
        {
            VfsStat.Usage[] usages = skeleton.Maps.Usages[(int)operation];
            table.Add(
                operation, usages.Sum(usage => (long)usage.Calls), usages.Sum(usage => (long)usage.Errors), usages.Sum(usage => (long)usage.Bytes));
        }
    }
}
