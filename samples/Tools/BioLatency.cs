using System.CommandLine;
using System.Numerics;
using Bpf;
using Bpf.Vmlinux;

namespace Samples.Tools;

/// <summary>The BPF side of biolatency: how long block devices need for a request.</summary>
[BpfObject(License = "GPL")]
public static unsafe class BioLatency
{
    public const int BucketCount = 64;

    [BpfMap(MaxEntries = BucketCount)]
    static readonly BpfArray<ulong> Buckets = new();

    [BpfMap(MaxEntries = 16384)]
    static readonly BpfHashMap<ulong, ulong> IssuedByRequest = new();

    static ulong s_requests;
    static ulong s_bytes;
    static ulong s_errors;

    [BtfTracepoint("block_rq_issue")]
    public static void OnIssue(BtfTracepointContext context, request* request)
        => IssuedByRequest.Update((ulong)request, BpfHelpers.MonotonicNanoseconds);

    [BtfTracepoint("block_rq_complete")]
    public static void OnComplete(BtfTracepointContext context, request* request, byte error, uint bytes)
    {
        ulong id = (ulong)request;
        if (!IssuedByRequest.TryGetValue(id, out ulong issued))
        {
            return;
        }

        // A request can complete in parts; the last one has what is left.
        Interlocked.Add(ref s_bytes, bytes);
        if (bytes < request->__data_len)
        {
            return;
        }

        IssuedByRequest.Delete(id);
        Interlocked.Increment(ref s_requests);
        Interlocked.Add(ref s_errors, error != 0 ? 1UL : 0);
        if (Buckets.TryGetRef((uint)BitOperations.Log2((BpfHelpers.MonotonicNanoseconds - issued) | 1), out BpfRef<ulong> bucket))
        {
            Interlocked.Increment(ref bucket.Value);
        }
    }
}

/// <summary>Plots how long block devices need for a request.</summary>
internal sealed class BioLatencyTool() : Tool("biolatency", "Plot how long block devices need for a request.")
{
    protected override async Task RunAsync(ToolRun run, ParseResult result)
    {
        using BioLatencySkeleton skeleton = BioLatencySkeleton.Open();
        skeleton.LoadAndAttach();
        await run.WaitAsync();
        skeleton.Detach();
        run.Report("time of a request", [.. skeleton.Maps.Buckets]);
        run.Report("requests", skeleton.Bss.s_requests);
        run.Report("bytes", skeleton.Bss.s_bytes);
        run.Report("errors", skeleton.Bss.s_errors);
    }
}
