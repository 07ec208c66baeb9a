using System.Runtime.InteropServices;
using Bpf.Runtime.Events;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Perf event buffers and user ring buffers, with programs on the other side.</summary>
public class EventTests
{
    [Fact]
    public void PerfRecordsOfACpuArriveInOrder()
    {
        using BpfObject target = Load();
        using PerfEventBuffer<Event> buffer = new(target.Maps["perf"]);
        List<ulong>[] seen = [.. OnlineCpus.Read().Select(_ => new List<ulong>())];
        int sent = 0, received = 0;

        // More than the memory of a CPU holds, so that records wrap around its end.
        for (int i = 0; i < 3000; i++)
        {
            Assert.Equal(1u, target.Programs["send"].TestRun(Packet.OfLength(64 + (i % 1000))).ReturnValue);
            sent++;
            if (i % 100 == 0)
            {
                received += buffer.Consume((int cpu, in Event e) => seen[cpu].Add(e.Number));
            }
        }

        received += buffer.Consume((int cpu, in Event e) => seen[cpu].Add(e.Number));
        Assert.Equal(sent, received);
        Assert.Equal(0ul, buffer.LostRecords);
        Assert.Equal(Enumerable.Range(0, 3000).Sum(i => 64 + (i % 1000)), seen.Sum(list => list.Sum(number => (long)number)));
        Assert.Equal(0, buffer.Poll(TimeSpan.Zero, (int _, in Event _) => { }));
    }

    [Fact]
    public void PerfRecordsThatDoNotFitAreCountedAsLost()
    {
        using BpfObject target = Load();
        using PerfEventBuffer<Event> buffer = new(target.Maps["perf"], pagesPerCpu: 1);
        int sent = 0;
        for (int i = 0; i < 500; i++)
        {
            sent += (int)target.Programs["send"].TestRun(Packet.OfLength(64)).ReturnValue;
        }

        int received = buffer.Consume((int _, in Event _) => { });
        Assert.InRange(sent, 1, 499);
        Assert.Equal(sent, received);

        // The kernel reports a loss before the next record on the same CPU, and the test may have moved.
        for (int i = 0; i < 1000 && buffer.LostRecords + (ulong)sent < 500; i++)
        {
            target.Programs["send"].TestRun(Packet.OfLength(64));
            buffer.Consume((int _, in Event _) => { });
            Thread.Yield();
        }

        Assert.Equal(500ul, buffer.LostRecords + (ulong)sent);
    }

    [Fact]
    public async Task PerfBufferWakesAnAsynchronousReader()
    {
        using BpfObject target = Load();
        using PerfEventBuffer<Event> buffer = new(target.Maps["perf"]);
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        List<ulong> seen = [];
        Task reader = Task.Run(
            async () =>
            {
                await foreach (Event e in buffer.ReadAllAsync(cancellation.Token))
                {
                    seen.Add(e.Number);
                    if (seen.Count == 5)
                    {
                        return;
                    }
                }
            },
            TestContext.Current.CancellationToken);

        for (int i = 0; i < 5; i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            target.Programs["send"].TestRun(Packet.OfLength(100 + i));
        }

        await reader.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal([100, 101, 102, 103, 104], seen.Order().Select(number => (int)number));
    }

    [Fact]
    public void PerfBatchReleasesItsSpaceWhenDisposed()
    {
        using BpfObject target = Load();
        using PerfEventBuffer<Event> buffer = new(target.Maps["perf"]);
        target.Programs["send"].TestRun(Packet.OfLength(77));
        using (PerfEventBatch<Event> batch = buffer.ReadBatch())
        {
            Assert.Throws<InvalidOperationException>(() => buffer.ReadBatch());
            foreach (ref readonly Event e in batch)
            {
                Assert.Equal(77ul, e.Number);
            }
        }

        Assert.Equal(0, buffer.Consume((int _, in Event _) => { }));
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.ReadBatch());

        // Without a buffer, the program cannot send records.
        Assert.Equal(0u, target.Programs["send"].TestRun(Packet.OfLength(77)).ReturnValue);
    }

    [Fact]
    public void ShortPerfRecordsAreRefused()
    {
        using BpfObject target = Load();
        using PerfEventBuffer<Large> buffer = new(target.Maps["perf"]);
        target.Programs["send"].TestRun(Packet.OfLength(77));
        Assert.Contains("Large has 400", Assert.Throws<BpfObjectFormatException>(() => buffer.Consume((int _, in Large _) => { })).Message);
    }

    [Fact]
    public void ProgramsDrainWhatUserSpaceWrites()
    {
        using BpfObject target = Load();
        using UserRingBuffer buffer = new(target.Maps["user"]);
        ref ulong sum = ref target.Globals.Reference<ulong>(".bss", "sum");
        ref ulong count = ref target.Globals.Reference<ulong>(".bss", "count");
        uint expected = 0;
        for (uint i = 0; i < 2000; i++)
        {
            Assert.True(buffer.TryWrite(in i));
            expected += i;
            if (i % 200 == 199)
            {
                Assert.Equal(200u, target.Programs["drain"].TestRun(Packet.Minimal).ReturnValue);
            }
        }

        Assert.Equal(expected, sum);
        Assert.Equal(2000ul, count);
        Assert.Equal(4096ul, buffer.FreeBytes);
    }

    [Fact]
    public void RecordThatIsNotSubmittedIsDiscarded()
    {
        using BpfObject target = Load();
        using UserRingBuffer buffer = new(target.Maps["user"]);
        Assert.True(buffer.TryReserve(4, out UserRingBufferRecord first));
        Assert.Equal(4, first.Bytes.Length);
        using (first)
        {
            first.Bytes.Fill(1);
        }

        Assert.True(buffer.TryWrite(5u));
        Assert.Equal(1u, target.Programs["drain"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(5ul, target.Globals.Reference<ulong>(".bss", "sum"));
    }

    [Fact]
    public async Task WriterOfAFullUserRingBufferWaitsForADrain()
    {
        using BpfObject target = Load();
        using UserRingBuffer buffer = new(target.Maps["user"]);
        Fill(buffer);
        Task writing = Task.Run(async () => await buffer.WriteAsync(7u), TestContext.Current.CancellationToken);
        Task reserving = Task.Run(
            () =>
            {
                using UserRingBufferRecord record = buffer.Reserve(4, TimeSpan.FromSeconds(60));
                record.Bytes.Clear();
                record.Submit();
            },
            TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(writing.IsCompleted || reserving.IsCompleted);
        Assert.Equal(256u, target.Programs["drain"].TestRun(Packet.Minimal).ReturnValue);
        await Task.WhenAll(writing, reserving).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(2u, target.Programs["drain"].TestRun(Packet.Minimal).ReturnValue);
        Assert.Equal(7ul, target.Globals.Reference<ulong>(".bss", "sum"));
    }

    [Fact]
    public void WrongMapType()
    {
        using BpfObject target = Load();
        Assert.Contains("type PerfEventArray; expected: UserRingBuffer", Assert.Throws<BpfException>(() => new UserRingBuffer(target.Maps["perf"])).Message);
        Assert.Contains("type UserRingBuffer; expected: PerfEventArray", Assert.Throws<BpfException>(() => new PerfEventBuffer<int>(target.Maps["user"])).Message);
        Assert.Contains("type UserRingBuffer; expected: RingBuffer", Assert.Throws<BpfException>(() => new RingBuffer<int>(target.Maps["user"])).Message);
    }

    [Fact]
    public void UserRingBufferTooSmallOrFull()
    {
        using BpfObject target = Load();
        using UserRingBuffer buffer = new(target.Maps["user"]);
        BpfException tooLong = Assert.Throws<BpfException>(() => buffer.TryReserve(4089, out _));
        Assert.Equal(Errno.E2BIG, tooLong.Errno);
        Assert.Contains("'user': E2BIG", tooLong.Message);
        Assert.Contains("4089 bytes, but the buffer of 4096 bytes holds records of at most 4088", tooLong.Message);
        Fill(buffer);
        Assert.False(buffer.TryWrite(1u));
        BpfException full = Assert.Throws<BpfException>(() => buffer.Reserve(4, TimeSpan.FromMilliseconds(5)));
        Assert.Equal(Errno.ENOSPC, full.Errno);
        Assert.Contains("0 of 4096 bytes are free, but the record needs 12", full.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void PagesThatAreNotAPowerOfTwo(int pages)
    {
        using BpfObject target = Load();
        BpfException exception = Assert.Throws<BpfException>(() => new PerfEventBuffer<int>(target.Maps["perf"], pages));
        Assert.Equal(Errno.EINVAL, exception.Errno);
        Assert.Contains($"{pages} pages per CPU is not a power of two", exception.Message);
    }

    [Theory]
    [InlineData("0", new[] { 0 })]
    [InlineData("0-2,5\n", new[] { 0, 1, 2, 5 })]
    [InlineData("", new int[0])]
    public void ListsOfCpusAreParsed(string list, int[] numbers) => Assert.Equal(numbers, OnlineCpus.Parse(list));

    private static BpfObject Load()
    {
        KernelRequirement.NeedRoot();
        BpfObject target = BpfObject.Open(CObject.Compile("events"), "events");
        target.Load();
        return target;
    }

    private static void Fill(UserRingBuffer buffer)
    {
        while (buffer.TryWrite(0u))
        {
        }
    }

    [StructLayout(LayoutKind.Sequential, Size = 400)]
    private readonly record struct Large(uint First);

    [StructLayout(LayoutKind.Sequential, Size = 104)]
    private readonly record struct Event(ulong Number);
}
