using Bpf.Testing;

namespace Bpf.Samples.Tests;

/// <summary>Samples that are tables of functions for the kernel. Bpf.KernelMatrix runs the scheduler, Bpf.Kernel.Tests a transfer with the congestion control.</summary>
public sealed class StructOpsSampleTests
{
    private const string Available = "/proc/sys/net/ipv4/tcp_available_congestion_control";

    public StructOpsSampleTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void CongestionControlIsRegisteredForTheCommand()
    {
        SampleResult result = Sample.Run("Congestion", "--json", "--", "cat", Available).EndsWith(0);
        Assert.Contains("csharp_aimd", result.Output);
        Assert.Equal(0UL, result.Number("losses"));
        Assert.DoesNotContain("csharp_aimd", File.ReadAllText(Available));
    }

    [Fact]
    public void SchedulerIsRefusedWithTheReason()
    {
        if (File.Exists("/sys/kernel/sched_ext/state"))
        {
            Assert.Skip("the kernel has sched_ext, and would schedule this machine by the sample");
        }

        SampleResult result = Sample.Run("Scheduler", "--json", "--seconds", "1").EndsWith(1);
        Assert.Contains("no struct_ops type 'sched_ext_ops', which came with Linux 6.12 (CONFIG_SCHED_CLASS_EXT)", result.Errors);
    }
}
