using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Using a disposed object throws an exception that names it, and has no effect.</summary>
public class DisposedTests
{
    public DisposedTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void MapsAndProgramsOfADisposedObject()
    {
        BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        BpfMap map = target.Maps["hash"];
        BpfProgram program = target.Programs["store"];
        HashMap<uint, (uint, uint)> typed = new(map);
        target.Dispose();

        byte[] key = new byte[map.KeySize];
        byte[] value = new byte[map.ElementSize];
        foreach (Action use in (Action[])[
            () => map.TryLookup(key, value), () => map.Update(key, value), () => map.Remove(key), () => map.TryGetNextKey(default, key), map.Freeze, () => map.Pin("/sys/fs/bpf/never"),
            () => _ = map.Id, () => map.MaxEntries = 3, () => map.Reuse(map), () => _ = typed.Count, () => _ = map.Handle])
        {
            BpfStateException exception = Assert.Throws<BpfStateException>(use);
            Assert.Contains("'hash'", exception.Message);
            Assert.Contains("disposed", exception.Message);
        }

        foreach (Action use in (Action[])[() => program.TestRun(Packet.Minimal), () => program.Attach(), target.Attach])
        {
            BpfStateException exception = Assert.Throws<BpfStateException>(use);
            Assert.Contains("'maps", exception.Message);
            Assert.Contains("disposed", exception.Message);
        }
    }

    [Fact]
    public void MapsOfAFailedLoad()
    {
        using BpfObject target = BpfObject.Open(
            CObject.CompileText("""
                #include "common.h"
                struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 4); __type(key, int); __type(value, int); } m SEC(".maps");
                SEC("socket") int bad(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len + (bpf_map_lookup_elem(&m, &skb->len) != 0); }
                """), "failed");
        Assert.Throws<VerifierException>(target.Load);
        Assert.Contains("failed; open the object again", Assert.Throws<BpfStateException>(() => target.Maps["m"].Handle).Message);
        Assert.Contains("failed; open it again", Assert.Throws<BpfStateException>(() => target.Programs["bad"].Handle).Message);
    }

    [Fact]
    public void Globals()
    {
        BpfObject target = BpfObject.Open(CObject.Compile("globals"), "globals");
        target.Load();
        target.Dispose();
        Assert.Contains("globals.bss:calls", Assert.Throws<ObjectDisposedException>(() => target.Globals.Get<uint>(".bss", "calls")).Message);
        Assert.Throws<ObjectDisposedException>(() => target.Globals.Set(".bss", "calls", 1u));
        Assert.Throws<ObjectDisposedException>(() => target.Globals.Bytes(".bss", "calls").Length);
    }

    [Fact]
    public async Task DisposingTheBufferEndsAWaitingReader()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        RingBuffer<ulong> buffer = new(target.Maps["events"]);
        Task<int> reading = Task.Run(
            async () =>
            {
                int count = 0;
                await foreach (ulong _ in buffer.ReadAllAsync(TestContext.Current.CancellationToken))
                {
                    count++;
                }

                return count;
            },
            TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        buffer.Dispose();
        ObjectDisposedException exception = await Assert.ThrowsAsync<ObjectDisposedException>(() => reading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Contains("'events'", exception.ObjectName);
        Assert.Throws<ObjectDisposedException>(() => buffer.AvailableBytes);
        Assert.Throws<ObjectDisposedException>(() => buffer.ReadBatch());
    }

    [Fact]
    public void OpenRecordOutlivesItsUserRingBuffer()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("events"), "events");
        target.Load();
        UserRingBuffer buffer = new(target.Maps["user"]);
        Assert.True(buffer.TryReserve(4, out UserRingBufferRecord record));
        buffer.Dispose();
        record.Bytes.Clear();
        record.Submit();
        Assert.Throws<ObjectDisposedException>(() => buffer.FreeBytes);
        Assert.Throws<ObjectDisposedException>(() => buffer.TryWrite(1u));
        Assert.Equal(1u, target.Programs["drain"].TestRun(Packet.Minimal).ReturnValue);
    }
}
