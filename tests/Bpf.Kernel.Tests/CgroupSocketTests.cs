using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Programs for sockets of a cgroup, with exact counts.</summary>
public sealed class CgroupSocketTests
{
    public CgroupSocketTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void SocketsAreSeenFromCreationToRelease()
    {
        using CgroupProcess process = new();
        using CgroupSocketsSkeleton skeleton = CgroupSocketsSkeleton.Open();
        skeleton.Load();
        Assert.Equal($"cgroup/sock_create {process.Directory}", skeleton.Programs.OnCreate.Attach(process.Directory).ToString());
        skeleton.Programs.OnRelease.Attach(process.Directory);
        skeleton.Programs.OnBound4.Attach(process.Directory);
        skeleton.Programs.OnBound6.Attach(process.Directory);

        Assert.Equal("0", process.Ask("connect 4")); // a bound socket and one that connects
        Assert.Equal("0", process.Ask("connect 6"));
        Assert.Equal((4u, 4u, 1u, 1u, 0u), Counts(skeleton));

        skeleton.Bss.s_refusesBinding = true;
        Assert.Equal($"{(int)Errno.EPERM}", process.Ask("bind 4"));
        Assert.Equal($"{(int)Errno.EPERM}", process.Ask("bind 6"));
        Assert.Equal((6u, 6u, 2u, 2u, 0u), Counts(skeleton));

        skeleton.Bss.s_refusesCreation = true;
        Assert.Equal($"{(int)Errno.EPERM}", process.Ask("socket 4"));
        skeleton.Detach();
        Assert.Equal("0", process.Ask("connect 4"));
        Assert.Equal((7u, 2u, 2u), (skeleton.Bss.s_created, skeleton.Bss.s_bound4, skeleton.Bss.s_bound6));
    }

    private static (uint, uint, uint, uint, uint) Counts(CgroupSocketsSkeleton skeleton)
        => (skeleton.Bss.s_created, skeleton.Bss.s_released, skeleton.Bss.s_bound4, skeleton.Bss.s_bound6, skeleton.Bss.s_strange);
}
