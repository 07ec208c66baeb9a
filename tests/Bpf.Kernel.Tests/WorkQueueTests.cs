using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Work queues in map values: the kernel calls back in a thread where it may sleep.</summary>
public sealed class WorkQueueTests : IDisposable
{
    private const int Busy = -16; // -EBUSY
    private const int Invalid = -22; // -EINVAL
    private readonly WorkQueuesSkeleton _skeleton;

    public WorkQueueTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 10), "work queues came with Linux 6.10");
        _skeleton = WorkQueuesSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Fact]
    public void PacketProgramsHaveWorkDoneThatSleeps()
    {
        Assert.Equal(0U, Run(_skeleton.Programs.Start));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _skeleton.Bss.s_calls) == 1, TimeSpan.FromSeconds(30)), "the callback did not run");
        Assert.Equal((35, 7, 1), (_skeleton.Bss.s_amount, _skeleton.Bss.s_key, _skeleton.Bss.s_pages));
        Assert.Equal((Invalid, Busy), (_skeleton.Bss.s_early, _skeleton.Bss.s_again));
    }

    [Fact]
    public void EveryStartAfterACallCallsAgain()
    {
        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(0U, Run(_skeleton.Programs.StartSlot));
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _skeleton.Bss.s_calls) == i, TimeSpan.FromSeconds(30)), "the callback did not run");
        }

        Assert.Equal((2, 3), (_skeleton.Bss.s_key, _skeleton.Bss.s_pages));
    }

    private static uint Run(BpfProgram program) => program.TestRun(data: stackalloc byte[64]).ReturnValue;
}
