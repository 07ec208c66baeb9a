using Bpf.Objects.Sections;
using Bpf.Runtime;

namespace Bpf.Attach.Tests.Upgrade;

/// <summary>The upgrade rule as a table: section, kernel support, user's choice, and result.</summary>
[Trait("Category", "Quick")]
public sealed class UprobeUpgradeTests
{
    private const uint Linux6_11 = (6 << 16) | (11 << 8);
    private const uint Linux6_12 = (6 << 16) | (12 << 8);

    [Theory]
    // section, kernel has multi, token, mode, user's attach type → attach type
    [InlineData("Plain", FeatureState.Supported, false, ProbeMode.Auto, null, 48)]
    [InlineData("Plain", FeatureState.Supported, true, ProbeMode.Auto, null, 48)]
    [InlineData("Plain", FeatureState.Missing, false, ProbeMode.Auto, null, 0)]
    [InlineData("Plain", FeatureState.Denied, true, ProbeMode.Auto, null, 0)]
    [InlineData("Plain", FeatureState.Missing, true, ProbeMode.Auto, null, 0)]
    [InlineData("Plain", FeatureState.Supported, false, ProbeMode.Single, null, 0)]
    [InlineData("Plain", FeatureState.Supported, true, ProbeMode.Single, null, 0)]
    [InlineData("Plain", FeatureState.Supported, false, ProbeMode.Multi, null, 48)]
    [InlineData("Plain", FeatureState.Missing, false, ProbeMode.Multi, null, 48)]
    [InlineData("Plain", FeatureState.Supported, false, ProbeMode.Auto, 42, 42)]
    [InlineData("Plain", FeatureState.Supported, false, ProbeMode.Single, 48, 48)]
    [InlineData("Single", FeatureState.Supported, false, ProbeMode.Auto, null, 0)]
    [InlineData("Single", FeatureState.Supported, true, ProbeMode.Auto, null, 0)]
    [InlineData("Single", FeatureState.Supported, false, ProbeMode.Multi, null, 0)]
    [InlineData("Multi", FeatureState.Supported, false, ProbeMode.Auto, null, 48)]
    [InlineData("Multi", FeatureState.Missing, false, ProbeMode.Auto, null, 48)]
    [InlineData("Multi", FeatureState.Supported, false, ProbeMode.Single, null, 48)]
    [InlineData("Session", FeatureState.Supported, false, ProbeMode.Auto, null, 57)]
    [InlineData("Session", FeatureState.Missing, true, ProbeMode.Single, null, 57)]
    public void Decides(string form, FeatureState multi, bool hasToken, ProbeMode mode, int? userType, int expected)
    {
        AttachDecision decision = AttachUpgrade.Decide(Input(form) with
        {
            Multi = multi,
            HasToken = hasToken,
            Mode = mode,
            UserAttachType = userType is { } type ? (AttachType)type : null,
        });

        Assert.Equal((AttachType)expected, decision.AttachType);
        Assert.NotEmpty(decision.Reason);
    }

    [Fact]
    public void WithoutMultiTheReasonIsMissingKernelSupport()
    {
        AttachDecision decision = AttachUpgrade.Decide(Input("Plain") with { Multi = FeatureState.Missing, FeatureReason = "the kernel is old" });

        Assert.Equal("perf_event", decision.Name);
        Assert.Contains("the kernel is old", decision.Reason, StringComparison.Ordinal);
        Assert.Null(decision.Warning);
    }

    [Fact]
    public void SingleProbeWithATokenCausesAWarning()
    {
        AttachDecision decision = AttachUpgrade.Decide(Input("Single") with { HasToken = true });

        Assert.Contains("perf_event_open", decision.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Linux6_11, false, false)]
    [InlineData(Linux6_12, false, true)]
    [InlineData(Linux6_11, true, true)]
    public void ReturnValueHazardIsGuardedAgainst(uint kernel, bool hasToken, bool isUpgraded)
    {
        AttachDecision decision = AttachUpgrade.Decide(Input("Plain") with { KernelVersion = kernel, HasToken = hasToken });

        Assert.Equal(isUpgraded, decision.IsMulti);
        Assert.Equal(isUpgraded && kernel == Linux6_11, decision.Warning is not null);
    }

    [Fact]
    public void TailCallGroupIsUpgradedWholeOrNotAtAll()
    {
        AttachDecision decision = AttachUpgrade.Decide(Input("Plain") with { GroupObstacle = "'OnFree' stays single" });

        Assert.False(decision.IsMulti);
        Assert.Contains("'OnFree' stays single", decision.Reason, StringComparison.Ordinal);
    }

    private static AttachUpgradeInput Input(string form) => new()
    {
        Family = ProbeFamily.Uprobe,
        Form = Enum.Parse<ProbeForm>(form),
        Multi = FeatureState.Supported,
        FeatureReason = "what the kernel said",
        KernelVersion = Linux6_12,
    };
}
