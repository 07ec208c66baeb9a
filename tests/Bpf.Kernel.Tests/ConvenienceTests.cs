using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>What programs and the host share for histograms, text and records of variable length.</summary>
public sealed class ConvenienceTests : IDisposable
{
    private static readonly byte[] s_packet = new byte[64];
    private readonly ConveniencesSkeleton _skeleton;

    public ConvenienceTests()
    {
        KernelRequirement.NeedRoot();
        _skeleton = ConveniencesSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void HistogramsCountTheSameInProgramsAndOnTheHost()
    {
        ulong[] values = [0, 1, 2, 3, 99, 100, 109, 110, 729, 739, 740, 1UL << 40, ulong.MaxValue];
        foreach (ulong value in values)
        {
            Assert.Equal(1U, Test(_skeleton.Programs.Count, value));
        }

        Log2Histogram expected = default;
        LinearHistogram linear = new(100, 10);
        foreach (ulong value in values)
        {
            expected.Add(value);
            linear.Add(value);
        }

        Assert.Equal(expected, _skeleton.Bss.s_sizes);
        Assert.Equal(linear, _skeleton.Data.s_lengths);
        Assert.Equal((5UL, 3UL, 2UL, 1UL, 2UL), (linear.Below, linear.Above, linear[0], linear[1], linear[63] + linear[62]));
        Log2Histogram merged = default;
        foreach (Log2Histogram ofCpu in _skeleton.Maps.Sizes[0])
        {
            merged.Merge(in ofCpu);
        }

        Assert.Equal(expected, merged);
        Assert.True(_skeleton.Maps.SizesByGroup.TryGetValue(7, out Log2Histogram weighted));
        Assert.Equal((expected.Count * 3, expected[6] * 3), (weighted.Count, weighted[6]));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(10, 14)]
    [InlineData(64, 68)]
    [InlineData(5000, 68)]
    [InlineData(uint.MaxValue, 4)]
    public void RecordsHaveTheLengthThatTheProgramGave(uint count, int expected)
    {
        Assert.Equal(1U, Test(_skeleton.Programs.Send, count));
        byte[] text = Enumerable.Range(0, 64).Select(static i => (byte)('a' + (i % 26))).ToArray();
        using (RingBufferBatch<int> batch = _skeleton.Maps.Notes.ReadBatch())
        {
            int records = 0;
            foreach (RingBufferRecord<int> record in batch.Records)
            {
                Assert.Equal((expected, (int)count), (record.Bytes.Length, record.Value));
                Assert.Equal(text.AsSpan(0, expected - 4), record.Rest);
                records++;
            }

            Assert.Equal(1, records);
        }

        using RingBufferBatch<int> bytes = _skeleton.Maps.Bytes.ReadBatch();
        foreach (RingBufferRecord<int> record in bytes.Records)
        {
            Assert.Equal(text.AsSpan(0, 12), record.Bytes);
        }
    }

    [Fact]
    public async Task RecordsAreReadUntilCanceledWithoutAnException()
    {
        Assert.Equal(1U, Test(_skeleton.Programs.Send, 3));
        using CancellationTokenSource end = new();
        List<int> lengths = [];
        await foreach (int length in _skeleton.Maps.Notes.ReadUntilCanceledAsync(end.Token))
        {
            lengths.Add(length);
            if (lengths.Count == 1)
            {
                Test(_skeleton.Programs.Send, 4); // is still returned after the cancellation
                await end.CancelAsync();
            }
        }

        Assert.Equal([3, 4], lengths);
        await foreach (byte[] record in _skeleton.Maps.Bytes.ReadAllBytesAsync(CancellationToken.None))
        {
            Assert.Equal(12, record.Length);
            break;
        }
    }

    [Fact]
    public void ContextsOfAllKindsSendRecordsAndCallPrograms()
    {
        Assert.Equal(TrafficControlAction.Drop, (TrafficControlAction)_skeleton.Programs.Jump.TestRun(s_packet).ReturnValue);
        List<int> lengths = [];
        Assert.Equal(TrafficControlAction.Pass, (TrafficControlAction)_skeleton.Programs.SendEvent.TestRun(s_packet).ReturnValue);
        _skeleton.Maps.Events.Consume((_, in length) => lengths.Add(length));
        Assert.Equal([5], lengths);
        _skeleton.Maps.Next.Set(1, _skeleton.Programs.Land);
        Assert.Equal(TrafficControlAction.Pass, (TrafficControlAction)_skeleton.Programs.Jump.TestRun(s_packet).ReturnValue);
    }

    [Fact]
    public void SyscallProgramsRunWithATypedContext()
    {
        Conveniences.Sum sum = new() { Left = 3, Right = 4 };
        Assert.Equal(3U, _skeleton.Programs.Add.Run(ref sum).ReturnValue);
        Assert.Equal(7, sum.Total);
        Assert.Equal(File.ReadAllText("/proc/thread-self/comm").TrimEnd('\n'), _skeleton.Bss.s_name.ToString());

        byte part = 0;
        BpfException exception = Assert.Throws<BpfException>(() => _skeleton.Programs.Add.TestRun(context: new byte[1]));
        Assert.EndsWith("The context has 1 bytes; it must have at least those that the program accesses.", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("'Add' declares a context of size 16 ('Sum'), but 'Byte' has size 1.",
            Assert.Throws<ArgumentException>(() => _skeleton.Programs.Add.Run(ref part)).Message, StringComparison.Ordinal);
        (long, long, long) large = default;
        Assert.Throws<ArgumentException>(() => _skeleton.Programs.Add.Run(ref large));
    }

    [Fact]
    public void ShortPacketIsNamedAsTheCause()
    {
        BpfException exception = Assert.Throws<BpfException>(() => _skeleton.Programs.Count.TestRun(new byte[13]));
        Assert.EndsWith("The packet has 13 bytes; it must have at least the 14 of an Ethernet header.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProgramsAndLinksCanBeEnumerated()
    {
        Assert.Equal(["Count", "Send", "SendEvent", "Jump", "Land", "Add"], _skeleton.Programs.Select(static program => program.Name));
        Assert.Empty(_skeleton.Links);
    }

    private static uint Test<T>(BpfProgram program, T value)
        where T : unmanaged
    {
        // A socket filter sees what follows the Ethernet header.
        byte[] packet = new byte[64];
        MemoryMarshal.Write(packet.AsSpan(14), in value);
        return program.TestRun(packet).ReturnValue;
    }

}
