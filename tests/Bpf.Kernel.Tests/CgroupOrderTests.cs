using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Order among programs of a cgroup, attachments without links, and replaced programs.</summary>
public sealed class CgroupOrderTests : IDisposable
{
    private static readonly CgroupAttachOptions s_direct = new() { Mode = CgroupAttachMode.Direct };

    private readonly CgroupProcess _process;
    private readonly CgroupOrderSkeleton _skeleton;

    public CgroupOrderTests()
    {
        KernelRequirement.NeedRoot();
        _process = new CgroupProcess();
        _skeleton = CgroupOrderSkeleton.Open();
        _skeleton.Load();
    }

    private CgroupOrderSkeleton.ProgramGroup Programs => _skeleton.Programs;

    private string Group => _process.Directory;

    public void Dispose()
    {
        _skeleton.Dispose();
        _process.Dispose();
    }

    [Fact]
    public void LinksAreOrdered()
    {
        NeedOrder();
        Link two = Programs.Two.Attach(Group);
        Programs.One.Attach(Group, At(AttachOrder.First));
        Programs.Four.Attach(Group, At(AttachOrder.Last));
        Link three = Programs.Three.Attach(Group, At(AttachOrder.After(two)));
        Assert.Equal(1234UL, Trace());

        three.Detach();
        AttachedPrograms attached = Programs.One.GetAttached(Group);
        Assert.Equal([Id(Programs.One), Id(Programs.Two), Id(Programs.Four)], attached.Programs.Select(static program => program.ProgramId));
        three = Programs.Three.Attach(Group, At(AttachOrder.Before(two).AtRevision(attached.Revision)));
        Assert.Equal(1324UL, Trace());

        three.Detach();
        BpfException changed = Assert.Throws<BpfException>(() => Programs.Three.Attach(Group, At(AttachOrder.First.AtRevision(attached.Revision))));
        Assert.Equal(Errno.ESTALE, changed.Errno);
        Assert.Contains("since that revision", changed.Message, StringComparison.Ordinal);
        Programs.Three.Attach(Group, At(AttachOrder.Before(two)));
        two.Detach();
        BpfException gone = Assert.ThrowsAny<BpfException>(() => Programs.Two.Attach(Group, At(AttachOrder.BeforeProgram(Id(Programs.Two)))));
        Assert.Contains("not attached there", gone.Message, StringComparison.Ordinal);
        Assert.Equal(134UL, Trace());
    }

    [Fact]
    public void ProgramsWithoutLinksAreOrdered()
    {
        NeedOrder();
        Programs.Two.Attach(Group, s_direct);
        Programs.One.Attach(Group, s_direct with { Order = AttachOrder.Before(Programs.Two) });
        Programs.Three.Attach(Group, s_direct with { Order = AttachOrder.AfterProgram(Id(Programs.Two)) });
        Assert.Equal(123UL, Trace());
        Link four = Programs.Four.Attach(Group, At(AttachOrder.BeforeProgram(Id(Programs.Two))));
        Assert.Equal(1423UL, Trace());
        four.Detach();
        Assert.Equal(123UL, Trace());
    }

    [Fact]
    public void ProgramsOfTheCgroupAboveMayRunFirst()
    {
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 15), "BPF_F_PREORDER came with kernel 6.15");
        string below = Path.Combine(Group, "below");
        Directory.CreateDirectory(below);
        try
        {
            Programs.One.Attach(Group);
            Programs.Two.Attach(below);
            Programs.Three.Attach(Group, new CgroupAttachOptions { BeforeDescendants = true });
            _process.MoveTo(below);
            Assert.Equal(321UL, Trace());
        }
        finally
        {
            _process.MoveTo(Group);
            _skeleton.Detach();
            Directory.Delete(below);
        }
    }

    [Fact]
    public void DirectAttachmentCountsAndIsDetached()
    {
        Link link = Programs.One.Attach(Group, s_direct);
        Assert.Equal($"cgroup/sock_create {Group}", link.ToString());
        Assert.Same(link, Programs.One.Link);
        Assert.Equal(1UL, Trace());
        BpfStateException twice = Assert.Throws<BpfStateException>(() => Programs.One.Attach(Group, s_direct));
        Assert.Contains("already attached there", twice.Message, StringComparison.Ordinal);
        Programs.Two.Attach(Group, s_direct);
        Assert.Equal(12UL, Trace());

        link.Detach();
        Assert.Equal(2UL, Trace());
        _skeleton.Dispose(); // detaches what is still attached
        Assert.Equal("0", _process.Ask("socket 4"));
        using CgroupOrderSkeleton other = CgroupOrderSkeleton.Open();
        other.Load();
        Assert.Empty(other.Programs.One.GetAttached(Group).Programs);
    }

    [Fact]
    public void ProgramsMayExcludeOrOverrideOthers()
    {
        string below = Path.Combine(Group, "below");
        Directory.CreateDirectory(below);
        try
        {
            using (Programs.One.Attach(Group, s_direct with { Sharing = CgroupSharing.Exclusive }))
            {
                Assert.Equal(Errno.EPERM, Assert.Throws<BpfException>(() => Programs.Two.Attach(Group)).Errno);
                Assert.Equal(Errno.EPERM, Assert.Throws<BpfException>(() => Programs.Two.Attach(below)).Errno);
            }

            using (Programs.One.Attach(Group, s_direct with { Sharing = CgroupSharing.Override }))
            {
                _process.MoveTo(below);
                Assert.Equal(1UL, Trace());
                Programs.Two.Attach(below, s_direct with { Sharing = CgroupSharing.Override });
                Assert.Equal(2UL, Trace());
            }

            Assert.Contains("CgroupAttachMode.Direct",
                Assert.Throws<ArgumentException>(() => Programs.One.Attach(Group, new CgroupAttachOptions { Sharing = CgroupSharing.Exclusive })).Message, StringComparison.Ordinal);
        }
        finally
        {
            _process.MoveTo(Group);
            _skeleton.Detach();
            Directory.Delete(below);
        }
    }

    [Theory]
    [InlineData(CgroupAttachMode.Link)]
    [InlineData(CgroupAttachMode.Direct)]
    public void ProgramOfALinkIsReplacedInItsPlace(CgroupAttachMode mode)
    {
        CgroupAttachOptions options = new() { Mode = mode };
        Link one = Programs.One.Attach(Group, options);
        Programs.Two.Attach(Group, options);
        one.Update(Programs.Three);
        Assert.Equal(32UL, Trace());
        Assert.Equal(Errno.EPERM, Assert.Throws<BpfException>(() => one.Update(Programs.Four, expected: Programs.One)).Errno);
        one.Update(Programs.Four, expected: Programs.Three);
        Assert.Equal(42UL, Trace());
        Assert.Equal(Errno.EINVAL, Assert.Throws<BpfException>(() => one.Update(Programs.OfAnotherHook)).Errno);
        one.Detach();
        Assert.Equal(2UL, Trace());
    }

    private static void NeedOrder()
        => KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 17), "cgroups order their programs since kernel 6.17");

    private static CgroupAttachOptions At(AttachOrder order) => new() { Order = order };

    private static uint Id(BpfProgram program) => program.GetInfo().Id;

    // Which programs run when one socket is created, in their order.
    private ulong Trace()
    {
        _skeleton.Bss.s_trace = 0;
        Assert.Equal("0", _process.Ask("socket 4"));
        return _skeleton.Bss.s_trace;
    }
}
