using System.Diagnostics;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Lists, patterns, modes and mistakes, with the same program upgraded and single.</summary>
public sealed class AttachOptionsTests : IDisposable
{
    private readonly CTarget _target;
    private readonly CommandedProcess _traced;

    public AttachOptionsTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
        _traced = new CommandedProcess(_target.Path);
    }

    public void Dispose()
    {
        _traced.Dispose();
        _target.Dispose();
    }

    [Theory]
    [InlineData(ProbeMode.Auto, LinkKind.UprobeMulti)]
    [InlineData(ProbeMode.Single, LinkKind.Group)]
    public void ListOfFunctionsIsOneLink(ProbeMode mode, LinkKind kind)
    {
        using CallProbesSkeleton skeleton = Load(mode);
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["add", "mix"] });

        _traced.Ask("add 10");
        _traced.Ask("mix 4");
        link.Detach();
        _traced.Ask("add 10");

        Assert.Equal(kind, link.Kind);
        Assert.False(link.IsAttached);
        Assert.Equal(14UL, skeleton.Bss.s_entries);
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void PatternMatchesEachFunctionOnce(ProbeMode mode)
    {
        using CallProbesSkeleton skeleton = Load(mode);
        skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "a?d"));

        _traced.Ask("add 5");
        _traced.Ask("mix 5");

        Assert.Equal(5UL, skeleton.Bss.s_entries);
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void OneBadFunctionAttachesNone(ProbeMode mode)
    {
        using CallProbesSkeleton skeleton = Load(mode);

        SymbolException exception = Assert.Throws<SymbolException>(
            () => skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Functions = ["add", "ad"] }));
        _traced.Ask("add 5");

        Assert.Contains("Similar names: add", exception.Message, StringComparison.Ordinal);
        Assert.Null(skeleton.Links.OnAdd);
        Assert.Equal(0UL, skeleton.Bss.s_entries);
    }

    [Fact]
    public void ContradictionsNameTheRule()
    {
        using CallProbesSkeleton skeleton = Load(ProbeMode.Auto);
        UprobeTarget file = UprobeTarget.File(_target.Path);
        Refuses("not both", file, new UprobeOptions { Functions = ["add"], Offsets = [0x1000] });
        Refuses("pattern", file with { Function = "a*" }, new UprobeOptions { Functions = ["add"] });
        Refuses("pattern", file with { Function = "a*" }, new UprobeOptions { Cookies = [1] });
        Refuses("empty", file, new UprobeOptions { Functions = [] });
        Refuses("2 values for 1", file with { Function = "add" }, new UprobeOptions { Cookies = [1, 2] });
        Refuses("-7", file with { Function = "add", ProcessId = -7 }, new UprobeOptions());
        Refuses("offset", file with { Function = "add", Offset = 4 }, new UprobeOptions { IsReturn = true });

        void Refuses(string rule, UprobeTarget target, UprobeOptions options)
            => Assert.Contains(rule, Assert.Throws<ArgumentException>(() => skeleton.Programs.OnAdd.Attach(target, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFileIsExplained()
    {
        using CallProbesSkeleton skeleton = Load(ProbeMode.Auto);
        UprobeProgram program = skeleton.Programs.OnAdd;

        Assert.Contains("Searched in", Assert.Throws<BinaryNotFoundException>(() => program.Attach(UprobeTarget.Library("libnothing.so.9", "f"))).Message, StringComparison.Ordinal);
        Assert.Contains("not an ELF file", Assert.Throws<BpfObjectFormatException>(() => program.Attach(UprobeTarget.File("/etc/passwd", "f"))).Message, StringComparison.Ordinal);
        Assert.Contains("imports", Assert.Throws<SymbolException>(() => program.Attach(UprobeTarget.File(_target.Path, "strcmp"))).Message, StringComparison.Ordinal);
        Assert.Contains("beyond the end", Assert.Throws<BpfException>(() => program.Attach(UprobeTarget.File(_target.Path, "add", 1 << 30))).Message, StringComparison.Ordinal);
        Assert.Contains("specifies a function to probe", Assert.Throws<BpfException>(() => program.Attach(UprobeTarget.File(_target.Path))).Message, StringComparison.Ordinal);
        Assert.Contains("no such process", Assert.Throws<BpfException>(() => program.Attach(UprobeTarget.Process(int.MaxValue, _target.Path, "add"))).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("does not name a target", Assert.Throws<BpfUnsupportedException>(program.Attach).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UprobeAttachMode.PerfEvent)]
    [InlineData(UprobeAttachMode.Link)]
    [InlineData(UprobeAttachMode.Tracefs)]
    public void UpgradedProgramRefusesSingleProbeInterfaces(UprobeAttachMode mode)
    {
        using CallProbesSkeleton skeleton = Load(ProbeMode.Auto);

        BpfUnsupportedException exception = Assert.Throws<BpfUnsupportedException>(
            () => skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "add"), new UprobeOptions { AttachMode = mode }));

        Assert.Contains("Mode to Single", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UprobeAttachMode.PerfEvent)]
    [InlineData(UprobeAttachMode.Link)]
    public void SingleProgramAttachesThroughTheRequestedInterface(UprobeAttachMode mode)
    {
        using CallProbesSkeleton skeleton = Load(ProbeMode.Single);
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "add"), new UprobeOptions { AttachMode = mode });

        _traced.Ask("add 6");
        link.Detach();
        _traced.Ask("add 6");

        Assert.Equal(6UL, skeleton.Bss.s_entries);
    }

    [Fact]
    public void ModeIsFixedByLoad()
    {
        using CallProbesSkeleton skeleton = Load(ProbeMode.Auto);

        Assert.Throws<BpfStateException>(() => skeleton.Programs.OnAdd.Mode = ProbeMode.Single);
        Assert.Equal("uprobe_multi", skeleton.Programs.OnAdd.AttachDecision.Name);
    }

    [Fact]
    public void HundredLinksDetachTogether()
    {
        using CallProbesSkeleton skeleton = Load(ProbeMode.Single);
        List<ulong> offsets = [.. Enumerable.Repeat(OffsetOfAdd(), 100)];
        Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path), new UprobeOptions { Offsets = offsets });

        _traced.Ask("add 1");
        link.Detach();
        _traced.Ask("add 1");

        Assert.Equal(100UL, skeleton.Bss.s_entries);
    }

    /// <summary>Between fork and exec, a child holds a copy of every descriptor, including that of a link that is being closed.</summary>
    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void ConcurrentlyStartedProcessDoesNotKeepTheProgramAttached(ProbeMode mode)
    {
        using CallProbesSkeleton skeleton = Load(mode);
        using CancellationTokenSource enough = new();
        Thread starter = new(() =>
        {
            while (!enough.IsCancellationRequested)
            {
                using Process child = Process.Start("/bin/true");
                child.WaitForExit();
            }
        });
        starter.Start();
        try
        {
            for (int round = 1; round <= 25; round++)
            {
                Link link = skeleton.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "add"));
                _traced.Ask("add 1");
                link.Detach();
                _traced.Ask("add 1");
                Assert.Equal((ulong)round, skeleton.Bss.s_entries);
            }
        }
        finally
        {
            enough.Cancel();
            starter.Join();
        }
    }

    private ulong OffsetOfAdd()
    {
        // Any link that lists offsets reveals where the function is.
        using CallProbesSkeleton upgraded = Load(ProbeMode.Auto);
        UprobeMultiLink link = Assert.IsType<UprobeMultiLink>(upgraded.Programs.OnAdd.Attach(UprobeTarget.File(_target.Path, "add")));
        return link.Offsets[0];
    }

    private static CallProbesSkeleton Load(ProbeMode mode)
    {
        CallProbesSkeleton skeleton = CallProbesSkeleton.Open(new BpfObjectOptions { UprobeMode = mode });
        skeleton.Load();
        return skeleton;
    }
}
