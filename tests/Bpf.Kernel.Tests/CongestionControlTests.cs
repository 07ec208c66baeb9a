using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>struct_ops in C#: TCP congestion controls that the kernel registers, uses and unregisters.</summary>
public sealed class CongestionControlTests
{
    private const string Available = "/proc/sys/net/ipv4/tcp_available_congestion_control";

    public CongestionControlTests() => KernelRequirement.NeedRoot();

    [Fact]
    public void TransferRunsUnderTheControl()
    {
        using CongestionControlsSkeleton skeleton = CongestionControlsSkeleton.Open();
        Assert.Equal("tcp_congestion_ops", skeleton.StructOps.FixedWindow.Type);
        Assert.Equal("csharp_fixed", skeleton.StructOps.FixedWindow.RegisteredName);
        skeleton.LoadAndAttach();
        Assert.True(skeleton.StructOps.FixedWindow.IsAttached);
        Assert.False(skeleton.StructOps.RenoByCall.Map.IsCreated);

        ControlledTransfer.Run("csharp_fixed");
        Assert.InRange(skeleton.Bss.s_acknowledged, 10UL, (ulong)ControlledTransfer.Size);

        skeleton.StructOps.FixedWindow.Detach();
        Assert.False(skeleton.StructOps.FixedWindow.IsAttached);
        Assert.DoesNotContain("csharp_fixed", File.ReadAllText(Available));
    }

    [Fact]
    public void NameAndFlagsAreSetBeforeLoad()
    {
        using CongestionControlsSkeleton skeleton = CongestionControlsSkeleton.Open();
        skeleton.StructOps.FixedWindow.AutoLoad = false;
        skeleton.StructOps.RenoByCall.AutoLoad = true;
        Assert.Equal("reno_by_call", skeleton.StructOps.RenoByCall.RegisteredName);
        skeleton.StructOps.RenoByCall.RegisteredName = "csharp_reno";
        skeleton.StructOps.FixedWindow.Flags = 1;
        Assert.Equal(1u, skeleton.StructOps.FixedWindow.Flags);
        skeleton.Load();
        Assert.Throws<BpfStateException>(() => skeleton.StructOps.RenoByCall.RegisteredName = "other");
        skeleton.StructOps.RenoByCall.Attach();
        Assert.Contains("csharp_reno", File.ReadAllText(Available));
        ControlledTransfer.Run("csharp_reno");
        Assert.Throws<BpfStateException>(skeleton.StructOps.RenoByCall.Attach);

        skeleton.StructOps.RenoByCall.Detach();
        Assert.DoesNotContain("csharp_reno", File.ReadAllText(Available));
        skeleton.StructOps.RenoByCall.Attach();
        Assert.Contains("csharp_reno", File.ReadAllText(Available));
    }

    [Fact]
    public void TakenNameIsExplained()
    {
        using CongestionControlsSkeleton first = CongestionControlsSkeleton.Open();
        first.StructOps.FixedWindow.RegisteredName = "csharp_taken";
        first.LoadAndAttach();
        using CongestionControlsSkeleton second = CongestionControlsSkeleton.Open();
        second.StructOps.FixedWindow.RegisteredName = "csharp_taken";
        second.Load();
        BpfException error = Assert.Throws<BpfException>(second.Attach);
        Assert.Equal(Errno.EEXIST, error.Errno);
        Assert.Contains("A table with this name is registered already", error.Message);
    }

    [Fact]
    public void WrongSettingsAreExplained()
    {
        using CongestionControlsSkeleton skeleton = CongestionControlsSkeleton.Open();
        StructOpsMap table = skeleton.StructOps.FixedWindow;
        Assert.Contains("longer than 15 bytes", Assert.Throws<BpfException>(() => table.RegisteredName = "a_name_that_is_too_long").Message);
        Assert.Contains("outside of 0 to 4294967295", Assert.Throws<BpfException>(() => table.SetNumber("flags", -1)).Message);
        Assert.Contains("does not set it", Assert.Throws<BpfException>(() => table.SetNumber("key", 1)).Message);
        Assert.Contains("not a text", Assert.Throws<BpfException>(() => table.GetText("flags")).Message);
        Assert.Contains("not a number", Assert.Throws<BpfException>(() => table.GetNumber<int>("name")).Message);
    }
}
