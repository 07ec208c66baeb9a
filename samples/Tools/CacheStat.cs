using System.CommandLine;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of cachestat: pages of files that were read, and pages that had to be added to the page cache (kernel 6.12).</summary>
[BpfObject(License = "GPL")]
public static unsafe class CacheStat
{
    /// <summary>The record of mm_filemap_add_to_page_cache; see its format file.</summary>
    public struct Addition
    {
        public ulong Common;
        public ulong Frame;
        public ulong Inode;
        public ulong Index;
        public uint Device;
        public byte Order;
    }

    static readonly int Process;
    static ulong s_accessed;
    static ulong s_added;

    [BtfTracepoint("mm_filemap_get_pages")]
    public static void OnRead(BtfTracepointContext context, address_space* mapping, ulong first, ulong last)
    {
        if (Process == 0 || BpfHelpers.CurrentProcessId == Process)
        {
            Interlocked.Add(ref s_accessed, last - first + 1);
        }
    }

    [Tracepoint("filemap:mm_filemap_add_to_page_cache")]
    public static void OnAdd(in Addition addition)
    {
        if (Process == 0 || BpfHelpers.CurrentProcessId == Process)
        {
            Interlocked.Add(ref s_added, 1UL << (addition.Order & 31));
        }
    }
}

/// <summary>Shows how much of what is read is in the page cache.</summary>
internal sealed class CacheStatTool() : Tool("cachestat", "Count the pages that are read, and those that were not in the page cache.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using CacheStatSkeleton skeleton = CacheStatSkeleton.Open();
        skeleton.Rodata.Process = run.ProcessId;
        skeleton.LoadAndAttach();
        await run.WaitAsync();
        skeleton.Detach();
        run.Report("accessed", skeleton.Bss.s_accessed);
        run.Report("added", skeleton.Bss.s_added);
    }
}
