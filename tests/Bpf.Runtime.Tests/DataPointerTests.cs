using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Initial values with pointers, which are unsupported: the error names the program that depends on them.</summary>
public class DataPointerTests
{
    private readonly byte[] _object = CObject.CompileText("""
        #include "common.h"
        int target = 5;
        static const char *const names[] = { "one", "two" };
        const struct option { long id; const char *name; } options[] = { { 1, "a" }, { 2, "b" } };
        int *pointer = &target;
        SEC("?socket") int by_array(struct __sk_buff *skb) { char text[8]; bpf_probe_read_kernel(text, 8, names[skb->len & 1]); return text[0]; }
        SEC("?socket") int by_struct(struct __sk_buff *skb) { return options[skb->len & 1].id; }
        SEC("?socket") int by_variable(struct __sk_buff *skb) { return pointer != 0; }
        SEC("?socket") int plain(struct __sk_buff *skb) { return target; }
        """);

    public DataPointerTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("by_array", "variable 'names' of section '.rodata', whose initial value has a pointer to '.rodata.str")]
    [InlineData("by_struct", "variable 'options' of section '.rodata', whose initial value has a pointer to '.rodata.str")]
    [InlineData("by_variable", "variable 'pointer' of section '.data', whose initial value has a pointer to 'target' at offset 0")]
    public void ProgramsThatUseThemAreRefused(string program, string expected)
    {
        using BpfObject target = BpfObject.Open(_object, "pointers");
        target.Programs[program].AutoLoad = true;
        BpfObjectFormatException exception = Assert.Throws<BpfObjectFormatException>(target.Load);
        Assert.Contains($"pointers:{program}", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains("AllowDataPointers", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OthersLoad()
    {
        using BpfObject target = BpfObject.Open(_object, "pointers");
        target.Programs["plain"].AutoLoad = true;
        target.Load();
        Assert.Equal(5u, target.Programs["plain"].TestRun(Packet.Minimal).ReturnValue);
    }

    [Fact]
    public void OtherPartsOfSuchVariablesCanBeUsedOnRequest()
    {
        using BpfObject target = BpfObject.Open(_object, "pointers", new BpfObjectOptions { AllowDataPointers = true });
        target.Programs["by_struct"].AutoLoad = true;
        target.Load();
        Assert.Equal(1u, target.Programs["by_struct"].TestRun(Packet.Minimal).ReturnValue);
    }
}
