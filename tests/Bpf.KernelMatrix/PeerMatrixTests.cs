using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Programs of every kind, loaded by our loader and by libbpf.</summary>
public sealed class PeerMatrixTests
{
    public PeerMatrixTests() => KernelRequirement.NeedRoot();

    // What libbpf 1.4 does not load are kinds that came after it. Linux 6.12 does not have fsession, and refuses uprobe sessions only when they attach.
    [Theory]
    [InlineData("x86_64-6.12", "FentryGlob FexitGlob KprobeSession UprobeSession", "Fsession FsessionGlob")]
    [InlineData("x86_64-7.3", "FentryGlob FexitGlob Fsession FsessionGlob KprobeSession UprobeSession", "none")]
    public void LibbpfLoadsEveryKindThatItKnows(string kernel, string onlyOurs, string neither)
    {
        int loaded = KindPrograms.All.Length - NamesIn(onlyOurs) - NamesIn(neither);
        Assert.Equal($"loaded {loaded}; only ours: {onlyOurs}; only libbpf: none; neither: {neither}", KernelReport.Of(kernel).Passed("libbpf"));
    }

    private static int NamesIn(string names) => names == "none" ? 0 : names.Split(' ').Length;
}
