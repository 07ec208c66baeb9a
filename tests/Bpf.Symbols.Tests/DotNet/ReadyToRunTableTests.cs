using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.ReadyToRun;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>The tables with which precompiled code is found, as the runtime lays them out.</summary>
public sealed class ReadyToRunTableTests
{
    private const ulong Table = FakeMemory.Begin + 0x100;

    [Fact]
    public void FindsRuntimeFunctions()
    {
        FakeMemory memory = new();
        memory.Write(Table, 0x100, 0x180, 0x9000, 0x180, 0x1F0, 0x9010, 0x200, 0x240, 0x9020);
        RuntimeFunctions functions = new(memory, Table, 3, RuntimeFunctions.SizeWithEnd);
        Assert.Equal([-1, 0, 0, 1, 1, 2, 2], ((uint[])[0xFF, 0x100, 0x17F, 0x180, 0x1FF, 0x200, 0xFFFF]).Select(functions.FindLast));
        Assert.Equal((0x180u, 0x1F0u, 0x9010u), (functions.Begin(1), functions.End(1), functions.UnwindInfo(1)));
    }

    [Fact]
    public void FindsRuntimeFunctionsWithoutEnds()
    {
        FakeMemory memory = new();
        memory.Write(Table, 0x100, 0x9000, 0x180, 0x9010);
        RuntimeFunctions functions = new(memory, Table, 2, 8);
        Assert.Equal(1, functions.FindLast(0x400));
        Assert.Equal((0x180u, 0u, 0x9010u), (functions.Begin(1), functions.End(1), functions.UnwindInfo(1)));
    }

    [Fact]
    public void ColdFunctionsLeadToTheirMethods()
    {
        // Three methods of the functions 0 to 9, two of which have cold parts: 10 to 12, and 13 and on.
        FakeMemory memory = new();
        memory.Write(Table, 10, 2, 13, 7);
        HotColdMap map = new(memory, Table, 4);
        Assert.Equal([0u, 2, 9, 2, 2, 7, 7], ((uint[])[0, 2, 9, 10, 12, 13, 20]).Select(map.Main));
        Assert.Equal(5u, new HotColdMap(memory, Table, 0).Main(5));
    }

    [Fact]
    public void FindsEntryPointsWithCollisions()
    {
        const int Buckets = 7;
        const ulong Keys = 0;
        const ulong Values = 32;
        const ulong Mask = long.MaxValue;
        FakeMemory memory = new();
        ulong map = FakeMemory.Begin;
        memory.WritePointer(map + 16, Table);
        memory.Write(Table, Buckets);
        Dictionary<ulong, ulong> methods = [];
        Random random = new(5);
        int[] used = new int[Buckets];
        while (methods.Count < 20)
        {
            ulong entry = 0x5000_0000UL + ((ulong)random.Next(1 << 20) * 16);
            ulong method = 0x6000_0000UL + ((ulong)random.Next(1 << 20) * 8);
            if (!methods.TryAdd(entry, method))
            {
                continue;
            }

            uint seed = (uint)(entry >> 2);
            uint step = 1 + (((uint)(entry >> 5) + 1) % (Buckets - 1));
            for (; used[seed % Buckets] == 4; seed += step)
            {
                // The first value of a full bucket says that keys went on.
                ulong first = Bucket(seed) + Values;
                memory.WritePointer(first, ReadPointer(first) | ~Mask);
            }

            ulong slot = Bucket(seed) + ((ulong)used[seed % Buckets]++ * 8);
            memory.WritePointer(slot + Keys, entry);
            memory.WritePointer(slot + Values, (method >> 1) | (ReadPointer(slot + Values) & ~Mask));
        }

        EntryPointMap found = EntryPointMap.Of(memory, new RuntimeLayout(SampleContracts.Complete))!;
        foreach ((ulong entry, ulong method) in methods)
        {
            Assert.Equal(method, found.Find(map, entry));
        }

        Assert.Equal(0UL, found.Find(map, 0x5000_0008));

        static ulong Bucket(uint seed) => Table + (64 * (1 + (ulong)(seed % Buckets)));

        ulong ReadPointer(ulong address)
        {
            Span<byte> bytes = stackalloc byte[8];
            memory.Read(address, bytes);
            return BitConverter.ToUInt64(bytes);
        }
    }

    [Theory]
    [InlineData(0u, new byte[] { 0x00 })]
    [InlineData(127u, new byte[] { 0xFE })]
    [InlineData(128u, new byte[] { 0x01, 0x02 })]
    [InlineData(0x3FFFu, new byte[] { 0xFD, 0xFF })]
    [InlineData(0x123456u, new byte[] { 0xB3, 0xA2, 0x91 })]
    [InlineData(0x1234567u, new byte[] { 0x77, 0x56, 0x34, 0x12 })]
    [InlineData(0xFEDCBA98u, new byte[] { 0x0F, 0x98, 0xBA, 0xDC, 0xFE })]
    public void ReadsNumbersOfAllLengths(uint expected, byte[] bytes)
    {
        uint offset = 0;
        Assert.True(new NativeReader(bytes).TryUnsigned(ref offset, out uint value));
        Assert.Equal((expected, (uint)bytes.Length), (value, offset));
        offset = 0;
        Assert.False(new NativeReader(bytes.AsSpan(0, bytes.Length - 1)).TryUnsigned(ref offset, out _));
    }
}
