using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Records of unknown type, and kernel trials for tools.</summary>
public class RawRecordTests
{
    private const string Source = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
        struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } perf SEC(".maps");
        struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); } plain SEC(".maps");
        SEC("socket") int send(struct __sk_buff *skb)
        {
            unsigned int length = skb->len;
            bpf_perf_event_output(skb, &perf, BPF_F_CURRENT_CPU, &length, sizeof(length));
            return bpf_ringbuf_output(&ring, &length, sizeof(length), 0);
        }
        char _license[] SEC("license") = "GPL";
        """;

    [Fact]
    public void OneReaderReadsSeveralMaps()
    {
        using BpfObject target = Load();
        using RawRecordReader reader = new([target.Maps["ring"], target.Maps["perf"]]);
        List<(string Map, uint Value)> seen = [];
        void Take(BpfMap map, ReadOnlySpan<byte> record) => seen.Add((map.Name, BitConverter.ToUInt32(record)));
        Assert.Equal(0, reader.Poll(TimeSpan.Zero, Take));

        // More than the ring buffer holds, so the space of read records must be released.
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(0u, target.Programs["send"].TestRun(Packet.OfLength(64 + i)).ReturnValue);
            Assert.Equal(2, i % 2 == 0 ? reader.Poll(TimeSpan.FromSeconds(10), Take) : reader.Consume(Take));
        }

        uint[] expected = [.. Enumerable.Range(64, 1000).Select(length => (uint)length)];
        Assert.Equal(expected, seen.Where(record => record.Map == "ring").Select(record => record.Value));
        Assert.Equal(expected, seen.Where(record => record.Map == "perf").Select(record => record.Value));
        Assert.Equal(0ul, reader.LostRecords(target.Maps["perf"]));
    }

    [Fact]
    public void LostRecordsAreCountedPerMap()
    {
        using BpfObject target = Load();
        using RawRecordReader reader = new([target.Maps["ring"], target.Maps["perf"]], pagesPerCpu: 1);
        for (int i = 0; i < 500; i++)
        {
            target.Programs["send"].TestRun(Packet.OfLength(64));
        }

        // The kernel reports a loss before the next record on the same CPU, and the test may have moved.
        for (int i = 0; i < 1000 && reader.LostRecords(target.Maps["perf"]) == 0; i++)
        {
            reader.Consume((_, _) => { });
            target.Programs["send"].TestRun(Packet.OfLength(64));
        }

        Assert.NotEqual(0ul, reader.LostRecords(target.Maps["perf"]));
        Assert.Equal(0ul, reader.LostRecords(target.Maps["ring"]));
    }

    [Fact]
    public void MapThatIsNotAQueueIsRefused()
    {
        using BpfObject target = Load();
        Assert.Contains("Array", Assert.Throws<BpfException>(() => new RawRecordReader([target.Maps["ring"], target.Maps["plain"]])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RawRecordReader([], pagesPerCpu: 3));
    }

    [Fact]
    public void DisposedReaderThrowsObjectDisposedException()
    {
        using BpfObject target = Load();
        RawRecordReader reader = new([target.Maps["ring"]]);
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.Consume((_, _) => { }));
    }

    [Fact]
    public void TrialsReportTheStepThatTheKernelRefuses()
    {
        KernelRequirement.NeedRoot();
        Assert.True(KernelTrial.CreateMap().Succeeded);
        Assert.True(KernelTrial.LoadProgram(ProgramType.SocketFilter).Succeeded);
        KernelTrialResult missing = KernelTrial.AttachUprobe("/no/such/file", 0);
        Assert.NotEqual(KernelTrialStep.LoadProgram, missing.Step);
        Assert.Equal(Errno.ENOENT, missing.Error);
        KernelTrialResult tracepoint = KernelTrial.AttachTracepoint(uint.MaxValue);
        Assert.Equal(KernelTrialStep.AttachPerfEvent, tracepoint.Step);
        Assert.False(tracepoint.Succeeded);
    }

    private static BpfObject Load()
    {
        KernelRequirement.NeedRoot();
        BpfObject target = BpfObject.Open(CObject.CompileText(Source), "raw");
        target.Load();
        return target;
    }
}
