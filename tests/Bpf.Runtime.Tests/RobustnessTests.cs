using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Many iterations, and failures. BPF_LONG_TESTS=1 runs the long form.</summary>
public class RobustnessTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1";

    public RobustnessTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void ManyIterationsLeakNothing()
    {
        int rounds = IsLong ? 5_000 : 200;
        byte[] bytes = CObject.Compile("maps");
        int descriptors = 0;
        long memory = 0;
        for (int round = 0; round < rounds; round++)
        {
            using (BpfObject target = BpfObject.Open(bytes, "maps"))
            {
                target.Load();
                target.Programs["store"].TestRun(Packet.Minimal);
            }

            if (round == 100)
            {
                Settle();
                descriptors = Descriptors();
                memory = Environment.WorkingSet;
            }
        }

        Settle();
        long end = Environment.WorkingSet;
        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} rounds: {descriptors} and {Descriptors()} descriptors, {memory >> 10} and {end >> 10} KiB after 100 rounds and at the end");
        Assert.Equal(descriptors, Descriptors());
        Assert.True(end < memory * 1.05 + (IsLong ? 0 : 4_000_000), $"{memory} bytes grew to {end}");
    }

    [Fact]
    public void FailedLoadLeavesNothingBehind()
    {
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 4); __type(key, int); __type(value, int); } m SEC(".maps");
            int global = 3;
            SEC("socket") int good(struct __sk_buff *skb) { int k = 0; return bpf_map_lookup_elem(&m, &k) ? 1 : global; }
            SEC("socket") int bad(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len; }
            """);
        using (BpfObject warm = BpfObject.Open(bytes, "half"))
        {
            Assert.Throws<VerifierException>(warm.Load);
        }

        int descriptors = Descriptors();
        string pin = $"{KernelFileSystem.Bpf.Need()}/half-{Environment.ProcessId}";
        BpfObject target = BpfObject.Open(bytes, "half");
        target.Maps["m"].PinPath = pin;
        ref int global = ref target.Globals.Reference<int>(".data", "global");
        global = 4;
        Assert.Throws<VerifierException>(target.Load);
        Assert.Throws<BpfStateException>(target.Attach);
        Assert.Equal(descriptors, Descriptors());
        Assert.False(File.Exists(pin));
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.Contains("bpf", StringComparison.Ordinal));
        Assert.Equal(4, global);
        global = 5;
        target.Dispose();
        target.Dispose();
        Assert.Equal(descriptors, Descriptors());
    }

    private static void Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Count(IsBpf);

    // The test runner opens files in the meantime.
    private static bool IsBpf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget?.Contains("bpf", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
