using Bpf.Runtime;

namespace Bpf.Attach.Tests.Uprobes;

/// <summary>The upgrade rule as a table.</summary>
public sealed class UprobeUpgradeTests
{
    private const uint Old = (6 << 16) | (8 << 8);
    private const uint New = (6 << 16) | (18 << 8);

    // Names, because the types are internal: form, state of uprobe_multi, token, mode, kernel, obstacle -> attach type, warning.
    public static TheoryData<string, FeatureState, bool, UprobeMode, uint, string?, AttachType, bool> Rows => new()
    {
        // Plain sections follow the kernel and the token.
        { "Plain", FeatureState.Supported, false, UprobeMode.Auto, New, null, AttachType.TraceUprobeMulti, false },
        { "Plain", FeatureState.Supported, true, UprobeMode.Auto, New, null, AttachType.TraceUprobeMulti, false },
        { "Plain", FeatureState.Missing, false, UprobeMode.Auto, New, null, default, false },
        { "Plain", FeatureState.Missing, true, UprobeMode.Auto, New, null, default, true },
        { "Plain", FeatureState.Denied, true, UprobeMode.Auto, New, null, default, true },
        { "Plain", FeatureState.Denied, false, UprobeMode.Auto, New, null, default, false },

        // Kernels that act on the program's return value.
        { "Plain", FeatureState.Supported, false, UprobeMode.Auto, Old, null, default, false },
        { "Plain", FeatureState.Supported, true, UprobeMode.Auto, Old, null, AttachType.TraceUprobeMulti, true },
        { "Plain", FeatureState.Supported, false, UprobeMode.Multi, Old, null, AttachType.TraceUprobeMulti, false },

        // The user's choice.
        { "Plain", FeatureState.Supported, false, UprobeMode.Single, New, null, default, false },
        { "Plain", FeatureState.Supported, true, UprobeMode.Single, New, null, default, true },
        { "Plain", FeatureState.Missing, false, UprobeMode.Multi, New, null, AttachType.TraceUprobeMulti, true },

        // Tail calls: all or none.
        { "Plain", FeatureState.Supported, false, UprobeMode.Auto, New, "'other' stays single", default, false },

        // Sections that decide.
        { "Single", FeatureState.Supported, false, UprobeMode.Auto, New, null, default, false },
        { "Single", FeatureState.Supported, true, UprobeMode.Multi, New, null, default, true },
        { "Multi", FeatureState.Supported, false, UprobeMode.Single, New, null, AttachType.TraceUprobeMulti, false },
        { "Multi", FeatureState.Missing, false, UprobeMode.Auto, New, null, AttachType.TraceUprobeMulti, true },
        { "Session", FeatureState.Supported, false, UprobeMode.Single, New, null, AttachType.TraceUprobeSession, false },
        { "Session", FeatureState.Missing, true, UprobeMode.Auto, Old, null, AttachType.TraceUprobeSession, false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Decision(
        string form, FeatureState multi, bool hasToken, UprobeMode mode, uint kernel, string? obstacle, AttachType expected, bool isWarned)
    {
        AttachDecision decision = Decide(form, multi, hasToken, mode, kernel, obstacle, null);
        Assert.Equal(expected, decision.AttachType);
        Assert.Equal(isWarned, decision.Warning is not null);
        Assert.NotEmpty(decision.Reason);
        Assert.Equal(expected switch { AttachType.TraceUprobeMulti => "uprobe_multi", AttachType.TraceUprobeSession => "uprobe_session", _ => "perf_event" }, decision.Name);
    }

    [Theory]
    [InlineData("Plain", AttachType.TraceUprobeMulti)]
    [InlineData("Plain", AttachType.TraceUprobeSession)]
    [InlineData("Single", AttachType.TraceUprobeMulti)]
    [InlineData("Multi", default(AttachType))]
    public void What_the_user_set_is_never_overridden(string form, AttachType chosen)
    {
        foreach (FeatureState state in Enum.GetValues<FeatureState>())
            Assert.Equal(chosen, Decide(form, state, true, UprobeMode.Auto, Old, "obstacle", chosen).AttachType);
    }

    private static AttachDecision Decide(
        string form, FeatureState multi, bool hasToken, UprobeMode mode, uint kernel, string? obstacle, AttachType? user)
        => UprobeUpgrade.Decide(new UprobeUpgradeInput
        {
            Form = Enum.Parse<UprobeForm>(form),
            UserAttachType = user,
            Mode = mode,
            UprobeMulti = multi,
            FeatureReason = "the kernel said so",
            HasToken = hasToken,
            KernelVersion = kernel,
            GroupObstacle = obstacle,
        });
}
