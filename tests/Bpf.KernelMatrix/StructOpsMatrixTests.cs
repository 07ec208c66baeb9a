using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Tables of functions for the kernel, written in C#, and samples/Scheduler.</summary>
public sealed class StructOpsMatrixTests
{
    private const string NoSchedulers = "The kernel and its modules have no struct_ops type 'sched_ext_ops', which came with Linux 6.12 (CONFIG_SCHED_CLASS_EXT)";

    public StructOpsMatrixTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("x86_64-5.10", "struct_ops FixedWindow, None")]
    [InlineData("x86_64-6.1", "struct_ops FixedWindow, None")]
    [InlineData("x86_64-6.12", "struct_ops FixedWindow, Link")]
    [InlineData("x86_64-7.3", "struct_ops FixedWindow, Link")]
    [InlineData("host", "struct_ops FixedWindow, Link")]
    public void CongestionControlCarriesATransfer(string kernel, string registered)
        => Assert.Equal(registered, KernelReport.Of(kernel).Passed("congestion_control"));

    [Fact]
    public void QueueingDisciplineKeepsPacketsInOrder()
        => Assert.Equal("csharp_fifo: 100 packets in order, 1 dropped", KernelReport.Of("x86_64-7.3").Passed("queue"));

    [Theory]
    [InlineData("x86_64-5.10")]
    [InlineData("x86_64-6.12")]
    public void QueueingDisciplineIsRefusedWithTheReason(string kernel)
        => Assert.Contains("have no struct_ops type 'Qdisc_ops'", KernelReport.Of(kernel).Passed("queue"), StringComparison.Ordinal);

    [Fact]
    public void SchedulerIsFairForAMinuteAndLeaves()
        => Assert.Equal("csharp_fair is disabled again: Unregistered", KernelReport.Of("x86_64-7.3").Passed("scheduler"));

    [Fact]
    public void SchedulerThatForgetsATaskIsEjected()
        => Assert.Equal("Stall: runnable task stall", KernelReport.Of("x86_64-7.3").Passed("ejected_scheduler"));

    [Theory]
    [InlineData("x86_64-5.10")]
    [InlineData("x86_64-6.12")]
    public void SchedulerIsRefusedWithTheReason(string kernel)
    {
        Assert.Contains(NoSchedulers, KernelReport.Of(kernel).Passed("scheduler"), StringComparison.Ordinal);
        Assert.Contains(NoSchedulers, KernelReport.Of(kernel).Passed("ejected_scheduler"), StringComparison.Ordinal);
    }
}
