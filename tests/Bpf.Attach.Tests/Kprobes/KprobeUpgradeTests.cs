using Bpf.Objects.Sections;
using Bpf.Runtime;

namespace Bpf.Attach.Tests.Kprobes;

/// <summary>The upgrade rule of kprobes as a table, and the syntax of their targets.</summary>
[Trait("Category", "Quick")]
public sealed class KprobeUpgradeTests
{
    public static TheoryData<string, string?, int?, FeatureState, bool, ProbeMode, AttachType> Rows => new()
    {
        { "Plain", "do_unlinkat", 1, FeatureState.Supported, false, ProbeMode.Auto, AttachType.TraceKprobeMulti },
        { "Plain", "do_*", null, FeatureState.Supported, false, ProbeMode.Auto, AttachType.TraceKprobeMulti },
        { "Plain", "do_unlinkat+0x10", 1, FeatureState.Supported, false, ProbeMode.Auto, default },
        { "Plain", "do_unlinkat+0x10", 1, FeatureState.Supported, true, ProbeMode.Auto, default },
        { "Plain", "ext4:ext4_open", 1, FeatureState.Supported, false, ProbeMode.Auto, default },
        { "Plain", "not_traceable", 0, FeatureState.Supported, false, ProbeMode.Auto, default },
        { "Plain", "twice", 2, FeatureState.Supported, false, ProbeMode.Auto, default },
        { "Plain", "do_unlinkat", null, FeatureState.Supported, false, ProbeMode.Auto, default },
        { "Plain", "do_unlinkat", null, FeatureState.Supported, true, ProbeMode.Auto, AttachType.TraceKprobeMulti },
        { "Plain", "do_unlinkat", 1, FeatureState.Missing, false, ProbeMode.Auto, default },
        { "Plain", "do_unlinkat", 1, FeatureState.Supported, false, ProbeMode.Single, default },
        { "Plain", "do_unlinkat", 1, FeatureState.Missing, false, ProbeMode.Multi, AttachType.TraceKprobeMulti },
        { "Plain", null, null, FeatureState.Supported, false, ProbeMode.Auto, default },
        { "Plain", null, null, FeatureState.Supported, true, ProbeMode.Auto, AttachType.TraceKprobeMulti },
        { "Single", "do_unlinkat", 1, FeatureState.Supported, true, ProbeMode.Auto, default },
        { "Multi", "do_unlinkat", 1, FeatureState.Missing, false, ProbeMode.Single, AttachType.TraceKprobeMulti },
        { "Session", "do_unlinkat", 1, FeatureState.Supported, false, ProbeMode.Auto, AttachType.TraceKprobeSession },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Decision(string form, string? target, int? traceable, FeatureState multi, bool hasToken, ProbeMode mode, AttachType expected)
    {
        AttachDecision decision = AttachUpgrade.Decide(new AttachUpgradeInput
        {
            Family = ProbeFamily.Kprobe,
            Form = Enum.Parse<ProbeForm>(form),
            KernelTargets = target is null ? [] : [new KprobeCandidate(KprobeTarget.Parse(target), traceable)],
            Multi = multi,
            FeatureReason = "the kernel said so",
            HasToken = hasToken,
            Mode = mode,
        });
        Assert.Equal(expected, decision.AttachType);
        Assert.NotEmpty(decision.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("+4")]
    [InlineData("f+-1")]
    [InlineData("f+x")]
    [InlineData("f g")]
    [InlineData("f*+8")]
    public void NotATarget(string text) => Assert.Throws<FormatException>(() => KprobeTarget.Parse(text));

    [Fact]
    public void PartsOfATarget()
    {
        Assert.Equal(("do_unlinkat", 0x10UL), (KprobeTarget.Parse("do_unlinkat+0x10").Function, KprobeTarget.Parse("do_unlinkat+0x10").Offset));
        Assert.Equal("f.part.0+0x7", KprobeTarget.Parse("f.part.0+7").ToString());
    }
}
