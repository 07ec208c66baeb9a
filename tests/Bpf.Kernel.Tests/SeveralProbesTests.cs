using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Several attributes on one method are several probes of one program, in both modes.</summary>
public sealed class SeveralProbesTests : IDisposable
{
    private readonly CTarget _target;

    public SeveralProbesTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData(ProbeMode.Auto, LinkKind.UprobeMulti)]
    [InlineData(ProbeMode.Single, LinkKind.Group)]
    public void EachProbeOfALinkFiresWithItsCookie(ProbeMode mode, LinkKind kind)
    {
        using CommandedProcess traced = new(_target.Path);
        using CommandedProcess other = new(_target.Path);
        using SeveralProbesSkeleton skeleton = Open(mode);
        skeleton.Programs.OnEither.Target = UprobeTarget.File(_target.Path) with { ProcessId = traced.Id };
        skeleton.Programs.OnReturn.Target = UprobeTarget.File(_target.Path);
        skeleton.Attach();
        Assert.Equal(kind, skeleton.Links.OnEither!.Kind);
        Assert.Equal(kind, skeleton.Links.OnReturn!.Kind);
        Assert.Equal($"{_target.Path}:add, mix", skeleton.Links.OnEither.Target);

        traced.Ask("add 5");
        traced.Ask("mix 7");
        other.Ask("add 11");
        other.Ask("fail 1");
        Assert.Equal(12UL, skeleton.Bss.s_either);
        Assert.Equal(705UL, skeleton.Bss.s_cookies);
        Assert.Equal(24UL, skeleton.Bss.s_returns);

        skeleton.Detach();
        traced.Ask("add 5");
        traced.Ask("mix 7");
        Assert.Equal(12UL, skeleton.Bss.s_either);
        Assert.Equal(24UL, skeleton.Bss.s_returns);
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void OneFailedAttachmentLeavesNoneAttached(ProbeMode mode)
    {
        using CTarget without = new(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"), "-Dmix=blend");
        using CommandedProcess traced = new(without.Path);
        using SeveralProbesSkeleton skeleton = Open(mode);

        SymbolException failure = Assert.Throws<SymbolException>(() => skeleton.Programs.OnEither.Attach(UprobeTarget.File(without.Path)));
        Assert.Contains("mix", failure.Message, StringComparison.Ordinal);
        Assert.Null(skeleton.Links.OnEither);
        traced.Ask("add 5");
        Assert.Equal(0UL, skeleton.Bss.s_either);
    }

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void FunctionPassedToAttachReplacesAllDeclaredTargets(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using SeveralProbesSkeleton skeleton = Open(mode);
        skeleton.Programs.OnEither.Attach(UprobeTarget.File(_target.Path, "fail_if_negative"), new UprobeOptions { Cookie = 9 });

        traced.Ask("add 5");
        traced.Ask("mix 7");
        traced.Ask("fail 1");
        Assert.Equal(1UL, skeleton.Bss.s_either);
        Assert.Equal(9UL, skeleton.Bss.s_cookies);
    }

    [Fact]
    public void ProcessIdOfAnAttributeIsUsed()
    {
        using CommandedProcess traced = new(_target.Path);
        using SeveralProbesSkeleton skeleton = Open(ProbeMode.Auto);
        skeleton.Programs.OnOwnAdd.Attach(UprobeTarget.File(_target.Path));
        traced.Ask("add 5");
        Assert.Equal(0UL, skeleton.Bss.s_own);

        skeleton.Programs.OnOwnAdd.Attach(UprobeTarget.Process(traced.Id, _target.Path));
        traced.Ask("add 5");
        Assert.Equal(5UL, skeleton.Bss.s_own);
    }

    [Fact]
    public void ProgramReportsItsTargets()
    {
        using SeveralProbesSkeleton skeleton = SeveralProbesSkeleton.Open();
        Assert.Equal(["add", "mix"], skeleton.Programs.OnEither.DeclaredTargets.Select(target => target.Function));
        Assert.Equal(0, Assert.Single(skeleton.Programs.OnOwnAdd.DeclaredTargets).ProcessId);
    }

    private static SeveralProbesSkeleton Open(ProbeMode mode)
    {
        SeveralProbesSkeleton skeleton = SeveralProbesSkeleton.Open(new BpfObjectOptions { UprobeMode = mode });
        skeleton.Programs.OnOwnAdd.AutoAttach = false;
        skeleton.Load();
        return skeleton;
    }
}
