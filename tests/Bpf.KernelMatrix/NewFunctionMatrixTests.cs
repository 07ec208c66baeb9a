using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Streams of programs, work queues and arenas, whose functions have other names in other kernels, or do not exist.</summary>
public sealed class NewFunctionMatrixTests
{
    public NewFunctionMatrixTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("x86_64-6.12", "Streams of programs came with Linux 6.17")]
    [InlineData("x86_64-7.3", "start|value 10, 0000000a, 100 % of text, 010 1|no 10|end|")]
    public void StreamsAreReadWhereTheKernelHasThem(string kernel, string expected)
        => Assert.Contains(expected, KernelReport.Of(kernel).Passed("program_streams"), StringComparison.Ordinal);

    [Theory]
    [InlineData("x86_64-6.12")]
    [InlineData("x86_64-7.3")]
    [InlineData("host")]
    public void WorkQueuesCallBack(string kernel) => Assert.Equal("35 of 7, 1 page", KernelReport.Of(kernel).Passed("work_queue"));

    [Theory]
    [InlineData("x86_64-6.12")]
    [InlineData("x86_64-7.3")]
    [InlineData("host")]
    public void ListsInArenasAreWalked(string kernel) => Assert.Equal("49995000", KernelReport.Of(kernel).Passed("arena_list"));
}
