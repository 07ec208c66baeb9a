using Bpf.Compiler.Tests.Kernel;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Variables;

/// <summary>Arrays of an object, through its untyped globals.</summary>
public sealed class ArrayElementTests
{
    private static BpfObject Open() => BpfObject.Open(BpfSource.CompileObjects("""
        [BpfObject(License = "GPL")]
        public static class Probe
        {
            static readonly int[] Limits = [1, 2, 3];
            static readonly long[] Counts = new long[4];
            static int s_odd;

            [SyscallProgram] public static int Run(ref long call) { Counts[1] += Limits[2]; s_odd++; return 0; }
        }
        """, architectures: KernelRun.HostArchitecture)[0].Bytes, "Probe");

    [Fact]
    public void AreReadAndWrittenInPlace()
    {
        KernelRequirement.NeedRoot();
        using BpfObject bpf = Open();
        Assert.Equal([1, 2, 3], bpf.Globals.Elements<int>(".rodata", "Limits"));
        bpf.Globals.SetElements<int>(".rodata", "Limits", [10, 20, 30]);
        bpf.Globals.Elements<long>(".bss", "Counts")[1] = 5;
        bpf.Load();
        bpf.Programs["Run"].TestRun(context: new byte[8]);
        Assert.Equal([0, 35, 0, 0], bpf.Globals.Elements<long>(".bss", "Counts"));
        bpf.Globals.SetElements<long>(".bss", "Counts", [1, 2, 3, 4]);
        Assert.Equal(2, bpf.Globals.Elements<long>(".bss", "Counts")[1]);
        Assert.Equal([10, 20, 30], bpf.Globals.Elements<int>(".rodata", "Limits"));
        Assert.Throws<BpfStateException>(() => bpf.Globals.SetElements<int>(".rodata", "Limits", [1, 2, 3]));
    }

    [Fact]
    public void SizeAndCountMustMatch()
    {
        using BpfObject bpf = Open();
        Assert.Contains("12 bytes, which is not a multiple of 8", Assert.Throws<BpfException>(() => bpf.Globals.Elements<long>(".rodata", "Limits").Length).Message, StringComparison.Ordinal);
        Assert.Contains("has 3 elements, but 2 values were given", Assert.Throws<ArgumentException>(() => bpf.Globals.SetElements<int>(".rodata", "Limits", [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<BpfException>(() => bpf.Globals.Elements<int>(".bss", "Limits").Length);
        Assert.Throws<BpfException>(() => bpf.Globals.Elements<int>(".bss", "s_none").Length);
    }
}
