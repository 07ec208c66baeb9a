using System.Runtime.InteropServices;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Record buffers whose definitions name a value type: the kernel ignores it, and readers use it as the record type.</summary>
public class RecordTypeTests
{
    private const string Event = "struct event { int id; short parts[6]; };";

    [Theory]
    [InlineData("__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct event);", 0)]
    [InlineData("__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(key, int); __type(value, struct event);", 0)]
    [InlineData("__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __uint(key_size, 4); __uint(value_size, 16);", 0)]
    [InlineData("__uint(type, BPF_MAP_TYPE_USER_RINGBUF); __uint(max_entries, 4096); __type(value, struct event);", 0)]
    [InlineData("__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __type(value, struct event);", 4)]
    [InlineData("__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __type(key, long); __type(value, struct event);", 4)]
    [InlineData("__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 16);", 4)]
    [InlineData("__uint(type, 33); __uint(map_flags, BPF_F_MMAPABLE); __uint(max_entries, 1); __type(key, int); __type(value, struct event);", 0)]
    public void MapsAreCreated(string members, int size)
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Open(members);
        target.Load();
        Assert.Equal((size, size), (target.Maps["m"].KeySize, target.Maps["m"].ValueSize));
    }

    [Fact]
    public void InnerMapsAreCreated()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Open("""
            __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 2); __type(key, int);
            __array(values, struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct event); });
            """);
        target.Load();
    }

    /// <summary>A program that falls back to a perf event array on a kernel without ring buffers needs to change nothing but the type.</summary>
    [Fact]
    public void SizesFollowALaterTypeChange()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Open("__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct event);");
        target.Maps["m"].Type = MapType.PerfEventArray;
        target.Maps["m"].MaxEntries = 0;
        target.Load();
        using PerfEventBuffer<Record> buffer = new(target.Maps["m"]);
        Assert.Equal(4, target.Maps["m"].ValueSize);
    }

    [Theory]
    [InlineData("__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct event);", true)]
    [InlineData("__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __type(key, int); __type(value, struct event);", true)]
    [InlineData("__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __type(key, __u32); __type(value, __u32);", false)] // descriptors
    [InlineData("__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096);", false)]
    public void ReadersMustHaveTheDeclaredSize(string members, bool isDeclared)
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Open(members);
        target.Load();
        BpfMap map = target.Maps["m"];
        OpenReader<Record>(map).Dispose();
        if (!isDeclared)
        {
            OpenReader<long>(map).Dispose();
            return;
        }

        string message = Assert.Throws<BpfException>(() => OpenReader<long>(map)).Message;
        Assert.Contains("'struct event' with 16 bytes, but Int64 has 8", message, StringComparison.Ordinal);
        Assert.Contains("'struct event' with 16 bytes, but Longer has 24", Assert.Throws<BpfException>(() => OpenReader<Longer>(map)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VariableDeclaresTheRecordTypeToo()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Open("__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096);", "struct event *m__record;");
        target.Load();
        Assert.Contains("struct event", Assert.Throws<BpfException>(() => new RingBuffer<long>(target.Maps["m"])).Message, StringComparison.Ordinal);
        new RingBuffer<Record>(target.Maps["m"]).Dispose();
    }

    [Fact]
    public void RecordsWithAFlexibleArrayMayBeLonger()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Open(
            "__uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 4096); __type(value, struct open);", "struct open { struct event head; char text[]; };");
        target.Load();
        new RingBuffer<Record>(target.Maps["m"]).Dispose();
        new RingBuffer<Longer>(target.Maps["m"]).Dispose();
        Assert.Contains("16 bytes", Assert.Throws<BpfException>(() => new RingBuffer<long>(target.Maps["m"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__uint(type, BPF_MAP_TYPE_QUEUE); __uint(max_entries, 4); __type(key, int); __type(value, struct event);", "has no keys")]
    [InlineData("__uint(type, BPF_MAP_TYPE_BLOOM_FILTER); __uint(max_entries, 4); __type(key, int); __type(value, struct event);", "has no keys")]
    [InlineData("__uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 4); __type(key, int); __type(value, struct event);", "must have 4 bytes")]
    [InlineData("__uint(type, BPF_MAP_TYPE_SOCKMAP); __uint(max_entries, 4); __type(key, int); __type(value, struct event);", "values 4 or 8")]
    [InlineData("__uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 4); __type(key, long); __type(value, int);", "Keys of a map of type Array must have 4 bytes")]
    [InlineData("__uint(type, BPF_MAP_TYPE_TASK_STORAGE); __type(key, int); __type(value, int);", "BPF_F_NO_PREALLOC")]
    [InlineData("__uint(type, BPF_MAP_TYPE_LPM_TRIE); __uint(max_entries, 4); __type(key, long); __type(value, int);", "BPF_F_NO_PREALLOC")]
    [InlineData("__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY); __uint(max_entries, 4); __type(key, long); __type(value, int);", "Keys and values of a map of type CgroupArray must have 4 bytes")]
    [InlineData("__uint(type, BPF_MAP_TYPE_DEVMAP_HASH); __uint(max_entries, 4); __type(key, long); __type(value, int);", "values 4 or 8")]
    [InlineData("__uint(type, BPF_MAP_TYPE_SOCKHASH); __uint(max_entries, 4); __type(key, long); __type(value, struct event);", "Values of a map of type SocketHash must have 4 or 8")]
    [InlineData("__uint(type, 33); __uint(max_entries, 4);", "BPF_F_MMAPABLE")]
    public void ImpossibleSizesAreNamed(string members, string expected)
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = Open(members);
        BpfException exception = Assert.Throws<BpfException>(target.Load);
        Assert.Equal(Errno.EINVAL, exception.Errno);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static IDisposable OpenReader<T>(BpfMap map)
        where T : unmanaged
        => map.Type == MapType.RingBuffer ? new RingBuffer<T>(map) : new PerfEventBuffer<T>(map);

    private static BpfObject Open(string members, string more = "") => BpfObject.Open(
        CObject.CompileText($$"""
            #include "common.h"
            {{Event}}
            {{more}}
            struct { {{members}} } m SEC(".maps");
            SEC("socket") int program(struct __sk_buff *skb) { return (long)&m != 0; }
            """), "records");

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct Record
    {
        public int Id;
    }

    [StructLayout(LayoutKind.Sequential, Size = 24)]
    private struct Longer
    {
        public long Id;
    }
}
