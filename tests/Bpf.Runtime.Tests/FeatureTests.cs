using Bpf.Objects.Btf.Values;
using Bpf.Objects.Maps;
using Bpf.Runtime.Loading;
using Bpf.Runtime.Syscalls;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>Feature probes. On this kernel the answers are known; on any kernel, a probe must leave nothing behind.</summary>
public class FeatureTests
{
    private static KernelFeatures Features => KernelFeatures.For(null);

    public static TheoryData<ProgramType> ProgramTypes => new(Enum.GetValues<ProgramType>().Where(type => type != ProgramType.Unspecified));

    public static TheoryData<MapType> MapTypes => new(Enum.GetValues<MapType>().Where(type => type != MapType.Unspecified));

    /// <summary>The features that a kernel version must have, except for those that depend on configuration or architecture.</summary>
    [Fact]
    public void KernelHasTheFeaturesOfItsVersion()
    {
        KernelRequirement.NeedRoot();
        string[] configured = ["kprobe_multi", "uprobe_syscall", "uprobe_events", "uprobe_ref_ctr", "syscall_wrapper"];
        Assert.All(Features.All, feature =>
        {
            bool isOld = IsOld(feature);
            Assert.False(feature.State == FeatureState.Denied, feature.ToString());
            Assert.True(configured.Contains(feature.Name) || feature.IsSupported == isOld, feature.ToString());
            Assert.NotEmpty(feature.Reason);
        });
        Assert.Equal(Features.All.Count, Features.All.Select(feature => feature.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(ProgramTypes))]
    public void ProgramTypesAreFound(ProgramType type)
    {
        KernelRequirement.NeedRoot();
        // Depends on the configuration, or on a security policy that denies tracing programs even to root.
        ProgramType[] configured = [ProgramType.Tracing, ProgramType.Extension, ProgramType.LircMode2, ProgramType.Netfilter, ProgramType.Lsm, ProgramType.LwtSeg6Local, ProgramType.StructOps];
        KernelFeature feature = Features.OfProgramType(type);
        Assert.True(feature.IsSupported || configured.Contains(type) || !IsOld(feature), feature.ToString());
        Assert.Same(feature, Features.OfProgramType(type));
    }

    [Theory]
    [MemberData(nameof(MapTypes))]
    public void MapTypesAreFound(MapType type)
    {
        KernelRequirement.NeedRoot();
        MapType[] configured = [MapType.XskMap, MapType.InodeStorage, MapType.StructOps, MapType.Arena];
        KernelFeature feature = Features.OfMapType(type);
        Assert.True(feature.IsSupported || configured.Contains(type) || !IsOld(feature), feature.ToString());
        Assert.True(!feature.IsSupported || IsOld(feature), feature.ToString());
    }

    [Theory]
    [InlineData(ProgramType.Kprobe, 113, true)] // bpf_probe_read_kernel
    [InlineData(ProgramType.SocketFilter, 51, false)] // bpf_redirect_map
    [InlineData(ProgramType.Xdp, 51, true)]
    [InlineData(ProgramType.SocketFilter, 1, true)] // bpf_map_lookup_elem
    [InlineData(ProgramType.Kprobe, 9, false)] // bpf_skb_store_bytes
    [InlineData(ProgramType.CgroupSocketAddr, 46, true)] // bpf_get_socket_cookie
    public void HelpersAreFoundByProgramType(ProgramType type, int helper, bool expected)
    {
        KernelRequirement.NeedRoot();
        KernelFeature feature = Features.OfHelper(type, helper);
        Assert.True(feature.State == (expected ? FeatureState.Supported : FeatureState.Missing), feature.ToString());
    }

    [Fact]
    public void UnanswerableCoreQueriesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Features.OfHelper(ProgramType.Tracing, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Features.OfHelper(ProgramType.Kprobe, 9999));
        Assert.Throws<ArgumentOutOfRangeException>(() => Features.OfProgramType((ProgramType)999));
        Assert.Throws<ArgumentOutOfRangeException>(() => Features.OfMapType((MapType)999));
    }

    [Fact]
    public void EveryHelperIsKnownToSomeProgramType()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(KernelVersion.IsAtLeast(6, 2), "the kernel is older than the newest helper");
        ProgramType[] types =
        [
            ProgramType.Kprobe, ProgramType.SchedulerClassifier, ProgramType.Xdp, ProgramType.SocketOps, ProgramType.SocketSkb, ProgramType.SocketMessage,
            ProgramType.PerfEvent, ProgramType.CgroupSocketAddr, ProgramType.CgroupSysctl, ProgramType.CgroupSocketOption, ProgramType.LwtTransmit,
            ProgramType.LwtInput, ProgramType.SocketReuseport, ProgramType.SocketLookup, ProgramType.RawTracepoint, ProgramType.Syscall, ProgramType.CgroupSkb,
            ProgramType.CgroupDevice, ProgramType.RawTracepointWritable, ProgramType.FlowDissector, ProgramType.LwtSeg6Local,
        ];
        List<string> unknown = [];
        for (int helper = 1; helper <= 211; helper++)
        {
            if (!types.Any(type => Features.OfHelper(type, helper).IsSupported))
            {
                unknown.Add(Features.OfHelper(ProgramType.Kprobe, helper).Name);
            }
        }

        // Helpers of programs with a target, or of drivers that this kernel does not have.
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', unknown));
        Assert.True(unknown.Count < 30, string.Join('\n', unknown));
    }

    [Theory]
    [InlineData(112, 4)]
    [InlineData(113, 4)]
    [InlineData(114, 45)]
    [InlineData(115, 45)]
    [InlineData(4, null)]
    public void ProbeReadHelpersFallBackToOlderForms(int helper, int? older) => Assert.Equal(older, HelperSubstitution.OlderOf(helper));

    private static bool IsOld(KernelFeature feature)
    {
        string[] version = feature.Since.Split('.');
        return KernelVersion.IsAtLeast(int.Parse(version[0]), int.Parse(version[1]));
    }
}
