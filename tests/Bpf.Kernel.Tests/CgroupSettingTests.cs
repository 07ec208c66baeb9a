using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Programs for socket options, sysctls and devices of a cgroup, with exact counts.</summary>
public sealed class CgroupSettingTests : IDisposable
{
    private readonly CgroupProcess _process;
    private readonly CgroupSettingsSkeleton _skeleton;

    public CgroupSettingTests()
    {
        KernelRequirement.NeedRoot();
        _process = new CgroupProcess();
        _skeleton = CgroupSettingsSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose()
    {
        _skeleton.Dispose();
        _process.Dispose();
    }

    [Fact]
    public void SocketOptionsAreSeenAndChanged()
    {
        _skeleton.Programs.OnSet.Attach(_process.Directory);
        _skeleton.Programs.OnGet.Attach(_process.Directory);
        Assert.Equal("0", _process.Ask("getsockopt 4"));
        Assert.Equal((1u, 1u, 1L), (_skeleton.Bss.s_set, _skeleton.Bss.s_got, _skeleton.Bss.s_seconds));
        _skeleton.Bss.s_changes = true;
        Assert.Equal("0", _process.Ask("getsockopt 4"));
        Assert.Equal(5L, _skeleton.Bss.s_seconds);
        _skeleton.Bss.s_handles = true; // the kernel does not see the call, so the option keeps its default
        Assert.Equal("0", _process.Ask("getsockopt 4"));
        Assert.Equal((3u, 3u, 0L, 0u), (_skeleton.Bss.s_set, _skeleton.Bss.s_got, _skeleton.Bss.s_seconds, _skeleton.Bss.s_strange));
        _skeleton.Bss.s_refuses = true;
        Assert.Equal($"{(int)Errno.EPERM}", _process.Ask("setsockopt 4"));
        Assert.Equal($"{(int)Errno.EPERM}", _process.Ask("getsockopt 4"));
        _skeleton.Detach();
        Assert.Equal("0", _process.Ask("getsockopt 4"));
        Assert.Equal((5u, 4u, 0u), (_skeleton.Bss.s_set, _skeleton.Bss.s_got, _skeleton.Bss.s_strange));
    }

    [Fact]
    public void SysctlIsSeenWithNameAndValue()
    {
        _skeleton.Programs.OnRead.Attach(_process.Directory);
        Assert.Equal("0", _process.Ask("sysctl"));
        _skeleton.Bss.s_refuses = true;
        Assert.Equal($"{(int)Errno.EPERM}", _process.Ask("sysctl"));
        _skeleton.Detach();
        Assert.Equal("0", _process.Ask("sysctl"));
        Assert.Equal((2u, 0u), (_skeleton.Bss.s_accesses, _skeleton.Bss.s_strange));
    }

    [Fact]
    public void ValueOfASysctlIsReplaced()
    {
        using OwnCgroup cgroup = new();
        _skeleton.Programs.OnWrite.Attach(cgroup.Path);
        string answer = Tool.Run("unshare", "--uts", "sh", "-c",
            $"echo $$ > {cgroup.Path}/cgroup.procs; printf first > /proc/sys/kernel/domainname; cat /proc/sys/kernel/domainname");
        Assert.Equal("second", answer.Trim());
        Assert.Equal((1u, 0u), (_skeleton.Bss.s_accesses, _skeleton.Bss.s_strange));
    }

    [Fact]
    public void DeviceIsSeenWithItsNumbers()
    {
        _skeleton.Programs.OnOpen.Attach(_process.Directory);
        Assert.Equal("0", _process.Ask("device"));
        _skeleton.Bss.s_refuses = true;
        Assert.Equal($"{(int)Errno.EPERM}", _process.Ask("device"));
        _skeleton.Detach();
        Assert.Equal("0", _process.Ask("device"));
        Assert.Equal((2u, 0u), (_skeleton.Bss.s_accesses, _skeleton.Bss.s_strange));
    }
}
