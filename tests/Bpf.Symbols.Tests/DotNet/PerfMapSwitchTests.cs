using Bpf.Runtime;
using Bpf.Symbols.DotNet.Diagnostics;
using Bpf.Symbols.Files;
using Bpf.Testing;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Perf maps through the diagnostics port, of processes that know nothing of it.</summary>
public sealed class PerfMapSwitchTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SwitchesTheMapOnAndOff(bool isIsolated)
    {
        if (isIsolated)
        {
            KernelRequirement.NeedRoot();
            KernelRequirement.NeedTool("unshare");
        }

        using GuestProcess guest = new(GuestForm.Framework, [], isIsolated);
        Assert.False(File.Exists(guest.PerfMap));
        using (PerfMapSwitch on = On(guest))
        {
            Assert.False(on.WasOn);
            Assert.Equal(guest.PerfMap, on.Path);
            PerfMapComparison comparison = new(guest.Id, PerfMapEntry.Read(guest.PerfMap));
            Assert.Equal([], comparison.Differences);
            Assert.InRange(comparison.Count, 500, 100_000);
        }

        Assert.False(File.Exists(guest.PerfMap));
        guest.Exchange("still answers");
    }

    [Fact]
    public void LeavesTheMapOfTheOwnerOn()
    {
        using GuestProcess guest = new(GuestForm.Framework, ["DOTNET_PerfMapEnabled=3"]);
        using (PerfMapSwitch on = On(guest))
        {
            Assert.True(on.WasOn);
            Assert.Equal(guest.PerfMap, on.Path);
        }

        Assert.Contains(Directory.EnumerateFileSystemEntries($"/proc/{guest.Id}/fd"),
            descriptor => new FileInfo(descriptor).LinkTarget == guest.PerfMap);
    }

    [Fact]
    public void SaysThatThePortIsClosed()
    {
        using GuestProcess guest = new(GuestForm.Framework, ["DOTNET_EnableDiagnostics=0"]);
        BpfException exception = Assert.Throws<BpfException>(() => On(guest));
        Assert.Equal(Errno.ENOENT, exception.Errno);
        Assert.Contains("DOTNET_EnableDiagnostics=0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SurvivesTheEndOfTheProcess()
    {
        GuestProcess guest = new(GuestForm.Framework, []);
        PerfMapSwitch on = On(guest);
        guest.Dispose();
        on.Dispose();
        Assert.False(File.Exists(on.Path));
    }

    private static PerfMapSwitch On(GuestProcess guest) => PerfMapSwitch.On($"/proc/{guest.Id}", guest.InnerId, FileRoot.Of(guest.Id));
}
