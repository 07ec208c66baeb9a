using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Programs for TCP connections of a cgroup.</summary>
public sealed class CgroupConnectionTests
{
    public CgroupConnectionTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void ConnectionIsFollowedFromBothSides()
    {
        using CgroupProcess process = new();
        using CgroupConnectionsSkeleton skeleton = CgroupConnectionsSkeleton.Open();
        skeleton.Load();
        skeleton.Programs.OnEvent.Attach(process.Directory);
        for (uint i = 1; i <= 3; i++)
        {
            Assert.Equal("0", process.Ask("stream"));
            Assert.Equal((i, i, i, i, i), (skeleton.Bss.s_listens, skeleton.Bss.s_connects, skeleton.Bss.s_active, skeleton.Bss.s_passive, skeleton.Bss.s_closes));
        }

        Assert.Equal((0u, -1L), (skeleton.Bss.s_strange, skeleton.Bss.s_refusedRoom));
        Assert.InRange(skeleton.Bss.s_written, 3u, uint.MaxValue);
        Assert.InRange(skeleton.Bss.s_found, 3u, skeleton.Bss.s_written);

        // A program that refuses takes back what others reserve.
        uint written = skeleton.Bss.s_written;
        skeleton.Programs.Refuse.Attach(process.Directory);
        Assert.Equal("0", process.Ask("stream"));
        Assert.Equal((4u, written), (skeleton.Bss.s_active, skeleton.Bss.s_written));
        skeleton.Detach();
        Assert.Equal("0", process.Ask("stream"));
        Assert.Equal((4u, 4u), (skeleton.Bss.s_listens, skeleton.Bss.s_connects));
    }
}
