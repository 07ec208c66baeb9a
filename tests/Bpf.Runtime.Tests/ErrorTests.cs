using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Bad input: the type of the exception, and that its message says what is wrong.</summary>
public class ErrorTests
{
    private const string Use = """SEC("socket") int program(struct __sk_buff *skb) { int k[4] = {}; return bpf_map_lookup_elem(&m, &k) != 0; }""";

    [Fact]
    public void NotAnElfFile() => Defect([1, 2, 3], "not an ELF file");

    [Fact]
    public void Empty() => Defect([], "not an ELF file");

    [Fact]
    public void ThirtyTwoBit() => Defect(Edit(bytes => bytes[4] = 1), "32-bit");

    [Fact]
    public void UnknownByteOrder() => Defect(Edit(bytes => bytes[5] = 3), "byte order");

    [Fact]
    public void NotRelocatable() => Defect(Edit(bytes => bytes[16] = 2), "relocatable");

    [Fact]
    public void OtherMachine() => Defect(Edit(bytes => bytes[18] = 62), "not for BPF");

    [Fact]
    public void Truncated() => Defect(CObject.Compile("globals")[..200], "cut off");

    [Fact]
    public void MissingFile() => Assert.Contains("/no/such/file", Assert.Throws<BpfException>(() => BpfObject.Open("/no/such/file")).Message);

    [Fact]
    public void NoTypeInformation() => Defect(
        CObject.CompileText($$"""
            #include "common.h"
            struct { __uint(type, BPF_MAP_TYPE_HASH); __type(key, int); __type(value, int); } m SEC(".maps");
            {{Use}}
            """, "-g0"), "compile with -g");

    [Theory]
    [InlineData("__type(key, int);", "has no type")]
    [InlineData("__uint(type, 1); __uint(key_size, 8); __type(key, int);", "4 bytes, but another member sets 8")]
    [InlineData("__uint(type, 1); __type(value, int); __uint(value_size, 1);", "1 bytes, but another member sets 4")]
    [InlineData("__uint(type, 1); __uint(pinning, 7);", "unknown pinning 7")]
    [InlineData("__uint(type, 1); __array(values, int (void *));", "cannot have initial 'values'")]
    [InlineData("__uint(type, 3); __array(values, struct { int x; });", "not functions")]
    [InlineData("__uint(type, 1); __uint(color, 7);", "unknown member 'color'")]
    [InlineData("__uint(type, 1); int max_entries;", "'max_entries' is not a pointer to an array")]
    public void MapDefinition(string members, string expected)
    {
        byte[] bytes = CObject.CompileText($$"""
            #include "common.h"
            struct { {{members}} } m SEC(".maps");
            {{Use}}
            """);
        Assert.Contains(expected, Assert.ThrowsAny<BpfException>(() => BpfObject.Open(bytes, "bad")).Message);
    }

    [Theory]
    [InlineData("__uint(type, 1); __type(key, int); __type(value, int);", Errno.EINVAL, "Type Hash, key 4, value 4 bytes, 0 entries")]
    [InlineData("__uint(type, 999); __type(key, int); __type(value, int); __uint(max_entries, 1);", Errno.EINVAL, "may not support the type")]
    [InlineData("__uint(type, 12); __type(key, int); __uint(max_entries, 1);", null, "InnerMap")]
    [InlineData("__uint(type, 27);", Errno.EINVAL, "RingBuffer")]
    public void MapCreation(string members, Errno? errno, string expected)
    {
        KernelRequirement.NeedRoot();
        byte[] bytes = CObject.CompileText($$"""
            #include "common.h"
            struct { {{members}} } m SEC(".maps");
            {{Use}}
            """);
        using BpfObject target = BpfObject.Open(bytes, "bad");
        BpfException exception = Assert.ThrowsAny<BpfException>(target.Load);
        Assert.Equal(errno, exception.Errno);
        Assert.Contains(expected, exception.Message);
        Assert.Contains("bad:m", exception.Message);
    }

    [Fact]
    public void CallOutsideOfText()
    {
        KernelRequirement.NeedRoot();
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            SEC("socket") __attribute__((noinline)) int other(struct __sk_buff *skb) { return skb->len; }
            SEC("tc") int program(struct __sk_buff *skb) { return other(skb); }
            """);
        using BpfObject target = BpfObject.Open(bytes, "bad");
        BpfObjectFormatException exception = Assert.Throws<BpfObjectFormatException>(target.Load);
        Assert.Contains("bad:program", exception.Message);
        Assert.Contains("subprograms must be there", exception.Message);
    }

    [Fact]
    public void AttachBeforeLoadAndLoadTwice()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("globals"), "globals");
        Assert.Throws<BpfStateException>(target.Attach);
        Assert.Throws<BpfStateException>(() => target.Programs["compute"].Attach());
        target.Load();
        Assert.Throws<BpfStateException>(target.Load);
        target.Dispose();
        Assert.Throws<BpfStateException>(target.Load);
        Assert.Throws<ObjectDisposedException>(() => target.Globals.Reference<uint>(".bss", "calls"));
        Assert.Throws<BpfStateException>(() => target.Programs["compute"].Handle);
    }

    [Fact]
    public void WrongHandleForAMap()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.Compile("maps"), "maps");
        target.Load();
        Assert.Contains("RingBuffer", Assert.Throws<BpfException>(() => new RingBuffer<int>(target.Maps["hash"])).Message);
        Assert.Contains("type PerCpuArray", Assert.Throws<BpfException>(() => new HashMap<int, int>(target.Maps["percpu"])).Message);
        Assert.Contains("value is 8 bytes, not 4", Assert.Throws<BpfException>(() => new HashMap<int, int>(target.Maps["hash"])).Message);
        Assert.Contains("key is 4 bytes, not 8", Assert.Throws<BpfException>(() => new HashMap<long, long>(target.Maps["hash"])).Message);
    }

    private static byte[] Edit(Action<byte[]> edit)
    {
        byte[] bytes = (byte[])CObject.Compile("globals").Clone();
        edit(bytes);
        return bytes;
    }

    private static void Defect(byte[] bytes, string expected)
    {
        BpfObjectFormatException exception = Assert.Throws<BpfObjectFormatException>(() => BpfObject.Open(bytes, "subject"));
        Assert.Contains(expected, exception.Message);
        Assert.Contains("subject", exception.Message);
    }
}
