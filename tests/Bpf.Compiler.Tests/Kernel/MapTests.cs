using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Maps that need more than a key and a value type.</summary>
public sealed class MapTests
{
    [Fact]
    [Row(105)]
    public void StorageIsFreedWithItsOwner() => KernelRun.Syscall("""
        public struct Call { public long Before; public long After; }
        public struct Note { public long Visits; }
        [BpfMap] static readonly BpfTaskStorage<Note> Tasks = new();
        [BpfMap] static readonly BpfInodeStorage<Note> Inodes = new();
        [BpfMap] static readonly BpfSocketStorage<Note> Sockets = new();
        [BpfMap] static readonly BpfCgroupStorage<Note> Cgroups = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            void* task = BpfHelpers.GetCurrentTaskBtf();
            call.Before = Tasks.TryGetRef(task, out BpfRef<Note> note, create: false) ? note.Value.Visits : -1;
            if (Tasks.TryGetRef(task, out note))
                note.Value.Visits += 5;
            call.After = Tasks.TryGetRef(task, out note, create: false) ? note.Value.Visits : -1;
            Tasks.Delete(task);
            return 0;
        }
        """, [0, 0], after => Assert.Equal([-1, 5], after));

    [Fact]
    [Row(105)]
    public void ArraysAcceptCSharpIndexes() => KernelRun.Syscall("""
        public struct Call { public int Index; public int Found; public long Value; }
        [BpfMap(MaxEntries = 4)] static readonly BpfArray<long> Values = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfPerCpuArray<long> Own = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            for (int i = 0; i < 4; i++)
                Values.Update(i, i * 10);
            if (Own.TryGetRef(call.Index, out BpfRef<long> own))
                own.Value++;
            call.Found = Values.TryGetValue(call.Index, out call.Value) ? 1 : 0;
            if (Values.Update(call.Index - 5, 1) == 0 || Values.TryGetRef(-1, out _))
                call.Found = -1;
            return 0;
        }
        """, [3, 0], after => Assert.Equal([3 | (1L << 32), 30], after));

    [Fact]
    [Row(107)]
    public void MapsOfMapsContainTheirInitialMaps() => KernelRun.Syscall("""
        public struct Call { public long Key; public long First; public long Second; public long Missing; }
        [BpfMap(MaxEntries = 4)] static readonly BpfArray<long> Small = new();
        [BpfMap(MaxEntries = 4)] static readonly BpfArray<long> Other = new();
        [BpfMap(MaxEntries = 3)][BpfInnerMap(MapType.Array, MaxEntries = 4, Initial = [nameof(Other), nameof(Small)])] static readonly BpfArrayOfMaps<uint, long> Maps = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            if (Small.TryGetRef(0, out BpfRef<long> small))
                small.Value = 11;
            if (Other.TryGetRef(0, out BpfRef<long> other))
                other.Value = 22;
            call.First = Read(0);
            call.Second = Read(1);
            call.Missing = Read(2);
            return 0;
        }
        static long Read(uint slot) => Maps.TryGetMap(slot, out BpfInnerMap<uint, long> inner) ? inner.TryGetRef(0, out BpfRef<long> value) ? value.Value : -2 : -1;
        """, [0, 0, 0, 0], after => Assert.Equal([0, 22, 11, -1], after));

    /// <summary>The BTF must have the members of types that only the definition of an inner map names; otherwise no loader can create the map.</summary>
    [Theory]
    [Row(107)]
    [InlineData("Hash", "Pair", "long")]
    [InlineData("Hash", "Name", "long")]
    [InlineData("Hash", "long", "Pair")]
    [InlineData("Hash", "long", "Name")]
    [InlineData("Hash", "long", "Nested")]
    [InlineData("Hash", "Nested", "Nested")]
    [InlineData("LruHash", "Box<Pair>", "Box<Name>")]
    [InlineData("PerCpuHash", "Color", "Link")]
    public void InnerMapsTakeStructs(string type, string key, string value) => KernelRun.Syscall($$"""
        public struct Call { public long Found; public long Missing; }
        public struct Pair { public long A; public long B; }
        [System.Runtime.CompilerServices.InlineArray(16)] public struct Name { private byte _first; }
        public struct Nested { public Pair First; public Name Second; }
        public struct Box<T> where T : unmanaged { public T Value; public T Other; }
        public enum Color : byte { Red }
        public struct Link { public Pair* Next; public Color Color; public fixed byte Text[7]; }
        [BpfMap(MaxEntries = 4)] static readonly {{(type == "Hash" ? "BpfHashMap" : type == "LruHash" ? "BpfLruHashMap" : "BpfPerCpuHashMap")}}<{{key}}, {{value}}> First = new();
        [BpfMap(MaxEntries = 3)][BpfInnerMap(MapType.{{type}}, MaxEntries = 4, Initial = [nameof(First)])] static readonly BpfArrayOfMaps<{{key}}, {{value}}> Maps = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            if (!Maps.TryGetMap(0, out BpfInnerMap<{{key}}, {{value}}> inner))
                return 0;
            {{key}} key = default;
            {{value}} value = default;
            call.Missing = inner.TryGetRef(key, out _) ? 1 : 2;
            inner.Update(key, value);
            call.Found = inner.TryGetRef(key, out _) ? 1 : 2;
            return 0;
        }
        """, [0, 0], after => Assert.Equal([1, 2], after));

    /// <summary>As above where no other map names the types.</summary>
    [Fact]
    [Row(107)]
    public void InnerMapTypesAreEmittedWithoutOtherUses() => KernelRun.Syscall("""
        public struct Call { public long Missing; }
        public struct Key { public uint A; public uint B; }
        public struct Value { public ulong A; public ulong B; }
        public struct Outer { public ulong A; public ulong B; }
        [BpfMap(MaxEntries = 3)][BpfInnerMap(MapType.Hash, MaxEntries = 4)] static readonly BpfHashOfMaps<Outer, Key, Value> Hash = new();
        [BpfMap(MaxEntries = 3)][BpfInnerMap(MapType.Array, MaxEntries = 4)] static readonly BpfArrayOfMaps<uint, Value> Array = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            call.Missing = Hash.TryGetMap(default, out _) || Array.TryGetMap(1, out _) ? 1 : 2;
            return 0;
        }
        """, [0], after => Assert.Equal([2], after));

    [Fact]
    [Row(105, 113)]
    public void TailCallsJumpToTheProgramOfTheSlot()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = BpfObject.Open(KernelRun.Object("""
            [BpfMap(MaxEntries = 2)] static readonly BpfProgramArray Next = new();
            [Xdp] public static int First(XdpContext context)
            {
                Next.TailCall(context, 1);
                return 1;
            }
            [Xdp] public static XdpAction Second(XdpContext context) => XdpAction.Pass;
            """).Bytes, "Sample");
        bpf.Load();
        byte[] packet = new byte[64];
        Assert.Equal(1u, bpf.Programs["First"].TestRun(packet).ReturnValue);
        int second = bpf.Programs["Second"].Handle.Descriptor;
        bpf.Maps["Next"].Update(MemoryMarshal.AsBytes([1]), MemoryMarshal.AsBytes([second]));
        Assert.Equal(2u, bpf.Programs["First"].TestRun(packet).ReturnValue);
    }

    [Fact]
    [Row(105, 107)]
    public void DeclarationsDescribeTheMapCompletely()
    {
        using BpfObject bpf = BpfObject.Open(KernelRun.Object("""
            public struct Value { public int A; public long B; }
            [BpfMap(MaxEntries = 8, Flags = MapFlags.NoPreallocation | MapFlags.NumaNode, NumaNode = 3, Name = "renamed")]
            static readonly BpfHashMap<ulong, Value> Original = new();
            [BpfMap(MaxEntries = 4, Pinning = BpfMapPinning.ByName)] static readonly BpfArray<int> Pinned = new();
            [BpfMap(MaxEntries = 16, MapExtra = 5)] static readonly BpfBloomFilter<int> Bloom = new();
            [BpfMap] static readonly BpfPerfEventArray<Value> Events = new();
            [BpfMap(MaxEntries = 10)] static readonly BpfStackTraceMap Stacks = new();
            [BpfMap(ByteSize = 5000)] static readonly BpfRingBuffer<Value> Ring = new();
            [BpfMap(ByteSize = 4096)] static readonly BpfUserRingBuffer Requests = new();
            [BpfMap(MaxEntries = 3)][BpfInnerMap(MapType.Hash, MaxEntries = 7)] static readonly BpfHashOfMaps<int, long, Value> Outer = new();
            [Uprobe] public static int OnCall(UprobeContext context) => (int)Stacks.Capture(context) + (int)Events.Output(context, default(Value));
            """).Bytes, "Sample");
        Assert.Equal((MapType.Hash, 8, 16, 8u, MapFlags.NoPreallocation | MapFlags.NumaNode, 3u), Shape(bpf.Maps["renamed"]));
        Assert.EndsWith("/Pinned", bpf.Maps["Pinned"].PinPath, StringComparison.Ordinal);
        Assert.Equal(5u, bpf.Maps["Bloom"].Extra);
        Assert.Equal(MapType.PerfEventArray, bpf.Maps["Events"].Type);
        Assert.Equal((MapType.StackTrace, 4, 127 * 8, 10u, MapFlags.None, 0u), Shape(bpf.Maps["Stacks"]));
        Assert.Equal(8192u, bpf.Maps["Ring"].MaxEntries);
        Assert.Equal(MapType.UserRingBuffer, bpf.Maps["Requests"].Type);
        Assert.Equal((MapType.Hash, 8, 16, 7u, MapFlags.None, 0u), Shape(bpf.Maps["Outer"].InnerMap!));
    }

    private static (MapType, int, int, uint, MapFlags, uint) Shape(BpfMap map)
        => (map.Type, map.KeySize, map.ValueSize, map.MaxEntries, map.Flags, map.NumaNode);
}
