using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>
/// The BPF side of denyopen: nobody opens one file. The file is known by its device and inode number, so that another name of it, or the
/// same name in another mount namespace, does not get around the policy.
/// </summary>
[BpfObject(License = "GPL")]
public static unsafe class DenyOpen
{
    public struct Refusal
    {
        public int ProcessId;
        public uint UserId;
        public Text16 Name;
        public Text256 File;
    }

    [BpfMap(ByteSize = 1 << 18)]
    static readonly BpfRingBuffer<Refusal> Refusals = new();

    static readonly int Process;
    static readonly uint Device;
    static readonly ulong Inode;
    static ulong s_lost;

    [Lsm("file_open")]
    public static int OnOpen(LsmContext context, @file* opened)
    {
        inode* inode = opened->f_inode;
        if (inode->i_ino != Inode || inode->i_sb->s_dev != Device || (Process != 0 && BpfHelpers.CurrentProcessId != Process))
        {
            return 0;
        }

        if (Refusals.TryReserve(out BpfRef<Refusal> refusal))
        {
            refusal.Value.ProcessId = BpfHelpers.CurrentProcessId;
            refusal.Value.UserId = BpfHelpers.CurrentUserId;
            BpfHelpers.GetCurrentCommand(refusal.Value.Name[..]);
            BpfHelpers.ReadPath(&opened->f_path, refusal.Value.File[..]);
            Refusals.Submit(refusal);
        }
        else
        {
            Interlocked.Increment(ref s_lost);
        }

        return -13; // EACCES
    }
}

/// <summary>Refuses to open one file, and shows who tried.</summary>
internal sealed class DenyOpenTool() : Tool("denyopen", "Refuse to open one file, to all or to one process, while the tool runs.")
{
    private readonly Option<FileInfo> _file = new("--file") { Description = "The file that nobody may open.", Required = true };

    protected override Option[] Options => [_file];

    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        FileIdentity file = FileIdentity.Of(result.GetValue(_file)!.FullName);
        using DenyOpenSkeleton skeleton = DenyOpenSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.Rodata.Device = file.KernelDevice;
        skeleton.Rodata.Inode = file.Inode;
        skeleton.LoadAndAttach();
        ToolTable table = run.Table(("pid", 8), ("user", 8), ("name", -16), ("file", -1));
        await run.ReadAsync(skeleton.Maps.Refusals, skeleton.Detach, refusal => table.Add(refusal.ProcessId, refusal.UserId, refusal.Name, refusal.File));
        run.Report("lost", skeleton.Bss.s_lost);
    }
}
