using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Tools of samples/Tools on kernels where kernel functions and security hooks can be attached to.</summary>
public sealed class ToolMatrixTests
{
    public ToolMatrixTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("x86_64-6.1")]
    [InlineData("x86_64-6.12")]
    [InlineData("x86_64-7.3")]
    public void VfsStatCountsEveryCall(string kernel)
        => Assert.Equal("Read 16 1 700; Write 7 0 700; Open 2 0 0; Rename 1 0 0; MakeDirectory 1 0 0; Unlink 1 0 0", KernelReport.Of(kernel).Passed("vfsstat"));

    [Theory]
    [InlineData("x86_64-6.1")]
    [InlineData("x86_64-6.12")]
    public void DenyOpenRefusesAFileByEveryName(string kernel)
        => Assert.Equal("files 0 /tmp/denied file; files 0 /tmp/other name", KernelReport.Of(kernel).Passed("denyopen"));
}
