using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Programs of every kind, loaded by our loader and by libbpf.</summary>
public sealed class PeerMatrixTests
{
    public PeerMatrixTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("x86_64-6.12", "FsessionGlob Fsession")]
    [InlineData("x86_64-7.3", "")]
    public void LibbpfLoadsEveryKindThatItKnows(string kernel, string neither)
        => Assert.Equal("", KernelReport.Of(kernel).Passed("libbpf") + neither);
}
