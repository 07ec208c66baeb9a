using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

public class LoadTests
{
    public LoadTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void GlobalsKeepTheirAddressAndValuesAcrossLoad()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("globals"), "globals");
        ref uint summand = ref target.Globals.Reference<uint>(".data", "summand");
        ref uint calls = ref target.Globals.Reference<uint>(".bss", "calls");
        target.Globals.Reference<uint>(".rodata", "factor") = 4;
        summand += 1;
        target.Load();

        Assert.Equal(101u, summand);
        Assert.Equal(4u * 10 + 101 + 7 + 1, target.Programs["compute"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(1u, calls);
        summand = 200;
        Assert.Equal(4u * 10 + 200 + 7 + 1, target.Programs["compute"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(2u, calls);
        Assert.Equal(4u, target.Globals.Reference<uint>(".rodata", "factor"));
        Assert.Equal(0x1122334455667788ul, target.Globals.Reference<ulong>(".data.special", "wide"));
        Assert.Throws<BpfStateException>(() => target.Globals.Set(".rodata", "factor", 5u));
        Assert.Contains("summand", Assert.Throws<BpfException>(() => target.Globals.Reference<ulong>(".data", "summand")).Message);
    }

    [Fact]
    public void SubprogramsAndCallbacksAreAppendedToEachProgram()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("subprograms"), "subprograms");
        target.Load();

        Assert.Equal(10u + 12 + 1001, target.Programs["nested"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(2u, target.Programs["with_callback"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(45ul, new ArrayMap<ulong>(target.Maps["results"])[2]);
        Assert.False(target.Programs["not_loaded"].IsLoaded);
        Assert.Throws<BpfStateException>(() => target.Programs["not_loaded"].Handle);
    }

    [Fact]
    public void VerifierLogOfAnAcceptedProgramIsKeptOnRequest()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("subprograms"), "subprograms", new BpfObjectOptions { VerifierLogLevel = 4 });
        target.Programs["nested"].VerifierLogLevel = 2;
        target.Programs["with_callback"].VerifierLogLevel = 0;
        target.Load();
        Assert.Contains("R1=ctx()", target.Programs["nested"].VerifierLog);
        Assert.Empty(target.Programs["with_callback"].VerifierLog);
        Assert.Throws<BpfStateException>(() => target.Programs["nested"].VerifierLogLevel = 1);

        using BpfObject statistics = BpfObject.Open(CObject.Compile("globals"), "globals", new BpfObjectOptions { VerifierLogLevel = 4 });
        statistics.Load();
        Assert.StartsWith("processed ", statistics.Programs["compute"].VerifierLog.Split('\n').Last(line => line.Contains("processed", StringComparison.Ordinal)));
        Assert.DoesNotContain("R1=ctx()", statistics.Programs["compute"].VerifierLog);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("r0 = *(u64 *)(r10 + 8);", false)]
    public void EndOfAVeryLongVerifierLogIsKept(string afterTheLoop, bool isAccepted)
    {
        const int Kept = 1 << 20;
        byte[] compiled = CObject.CompileText($$"""
            __attribute__((section("socket"), naked)) int counts(void *context)
            {
                asm volatile("r0 = 0; 1: r0 += 1; if r0 < 200000 goto 1b; {{afterTheLoop}} exit;");
            }

            char text[] __attribute__((section("license"))) = "GPL";
            """);
        using BpfObject target = BpfObject.Open(compiled, "long_log", new BpfObjectOptions { VerifierLogLevel = isAccepted ? 2u : 0 });
        VerifierException? refusal = isAccepted ? null : Assert.Throws<VerifierException>(target.Load);
        if (isAccepted)
        {
            target.Load();
        }

        string log = refusal?.Log ?? target.Programs["counts"].VerifierLog;
        Assert.Matches(@"^\[\d{7,} bytes of the verifier's log are omitted here\]\n", log);
        Assert.InRange(log.Length, Kept / 2, Kept + 100);
        Assert.DoesNotContain("\n0: ", log);
        Assert.Contains("processed 400", log);
        if (refusal is not null)
        {
            Assert.Contains("invalid read from stack", refusal.Reason);
        }
    }

    [Fact]
    public void MapHandlesReadWhatProgramsWrite()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        Assert.Equal(16384u, target.Maps["events"].MaxEntries);
        target.Load();
        using RingBuffer<(uint A, uint B)> events = new(target.Maps["events"]);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1u, target.Programs["store"].TestRun(Packet.OfLength(64 + i)).ReturnValue);
        }

        HashMap<uint, (uint A, uint B)> hash = new(target.Maps["hash"]);
        Assert.Equal((66u, 2u), hash[1]);
        Assert.Equal([(1u, (66u, 2u))], hash);
        Assert.False(hash.TryGetValue(2, out _));
        Assert.Equal(15u, new PerCpuArray<uint>(target.Maps["percpu"])[1].Aggregate((a, b) => a + b));
        using MappedArray<ulong> mapped = new(target.Maps["mapped"]);
        Assert.Equal([33ul, 0, 0], mapped.Span.ToArray());

        List<(uint, uint)> seen = [];
        Assert.Equal(3, events.Consume((in (uint A, uint B) e) => seen.Add(e)));
        Assert.Equal([(64u, 9u), (65u, 9u), (66u, 9u)], seen);
        Assert.Equal(0, events.Poll(TimeSpan.Zero, (in (uint, uint) _) => { }));
    }

    [Fact]
    public void HashMapEnumeratesEveryEntry()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        HashMap<uint, (uint A, uint B)> hash = new(target.Maps["hash"]);
        for (uint i = 0; i < 1000; i++)
        {
            Assert.True(hash.TryAdd(i, (i, i)));
        }

        Assert.False(hash.TryAdd(5, default));
        Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => hash[5000] = default).Errno);
        Assert.Equal(Enumerable.Range(0, 1000), hash.Select(entry => (int)entry.Key).Order());
        Assert.True(hash.TryTake(7, out var taken));
        Assert.Equal((7u, 7u), taken);
        Assert.False(hash.ContainsKey(7));
    }

    [Fact]
    public async Task RingBufferWakesAnAsynchronousReader()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        using RingBuffer<(uint A, uint B)> events = new(target.Maps["events"]);
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(20));
        Task<List<uint>> reader = Task.Run(async () =>
        {
            List<uint> lengths = [];
            await foreach ((uint length, uint _) in events.ReadAllAsync(end.Token))
            {
                lengths.Add(length);
                if (lengths.Count == 50)
                {
                    break;
                }
            }

            return lengths;
        });

        for (int i = 0; i < 50; i++)
        {
            await Task.Delay(i % 10 == 0 ? 20 : 0, TestContext.Current.CancellationToken);
            target.Programs["store"].TestRun(Packet.OfLength(64 + i));
        }

        Assert.Equal(Enumerable.Range(64, 50), (await reader).Select(length => (int)length));
        using CancellationTokenSource soon = new(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in events.ReadAllAsync(soon.Token))
            {
            }
        });
    }

    [Fact]
    public void VerifierRefusalCarriesItsLog()
    {
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            SEC("socket") int bad(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len; }
            """);
        using BpfObject target = BpfObject.Open(bytes, "bad");
        VerifierException exception = Assert.Throws<VerifierException>(target.Load);
        Assert.Contains("invalid mem access 'scalar'", exception.Message);
        Assert.Contains("processed", exception.Log);
        Assert.Equal("inline.c", Path.GetFileName(exception.SourceLocation!.File));
        Assert.Equal(2, exception.SourceLocation.Line);
        Assert.Contains("skb->len", exception.SourceLocation.Text);
        Assert.StartsWith("R", exception.Registers);
        Assert.Contains("(61) r0 = *(u32 *)", exception.InstructionText);
        Assert.Throws<BpfStateException>(target.Load);
    }
}
