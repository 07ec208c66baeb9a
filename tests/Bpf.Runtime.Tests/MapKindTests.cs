using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>The table of map kinds against the enums and the kernel.</summary>
public class MapKindTests
{
    // Flags that need more than the flag itself, or that the loader sets.
    private const MapFlags Others = MapFlags.Link | MapFlags.ValueTypeBtfObjectFd | MapFlags.TokenFd;

    public static TheoryData<MapType> Types => new(MapKinds.All.Select(kind => kind.Type));

    [Fact]
    public void EveryMapTypeHasItsRow()
    {
        Assert.Equal(Enum.GetValues<MapType>().Where(type => type != MapType.Unspecified), MapKinds.All.Select(kind => kind.Type));
        Assert.Null(MapKinds.Find(MapType.Unspecified));
        Assert.Null(MapKinds.Find((MapType)MapKinds.All.Length + 1));
        Assert.All(MapKinds.All, kind => Assert.Equal(kind.ImpliedFlags, kind.ImpliedFlags & kind.AllowedFlags));
    }

    [Fact]
    public void EveryProgramTypeHasItsRow()
    {
        Assert.Equal(Enum.GetValues<ProgramType>().Where(type => type != ProgramType.Unspecified).Select(type => (uint)type), Enumerable.Range(1, KernelProgramTypes.All.Length).Select(number => (uint)number));
        Assert.Equal("cgroup_sockopt", KernelProgramTypes.NameOf((uint)ProgramType.CgroupSocketOption));
        Assert.Equal("netfilter", KernelProgramTypes.NameOf((uint)ProgramType.Netfilter));
        Assert.Equal((uint)ProgramType.Lsm, KernelProgramTypes.NumberOf("LSM"));
    }

    [Fact]
    public void HandlesAndDeclarationsExist()
    {
        Assert.All(MapKinds.All.Where(kind => kind.Handle is not null), kind => Assert.Contains(typeof(BpfMap).Assembly.GetTypes(), type => type.FullName!.Split('`')[0] == kind.Handle));
    }

    /// <summary>A flag is allowed where the kernel accepts it.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void KernelAcceptsTheFlagsOfTheTable(MapType type)
    {
        KernelRequirement.NeedRoot();
        MapKind kind = MapKinds.Find(type)!;
        if (MapTypeProbe.Try(kind, MapFlags.None, null) != Errno.None)
        {
            return; // a kind that this kernel does not support, or that needs more than a declaration
        }

        foreach (MapFlags flag in Enum.GetValues<MapFlags>().Where(flag => flag != MapFlags.None && (flag & Others) == 0))
        {
            bool isKnown = FeatureVersions.OfFlags(flag).All(row => Environment.OSVersion.Version >= row.Since);
            Errno error = MapTypeProbe.Try(kind, flag, null);
            Assert.True(!isKnown || (error == Errno.None) == ((kind.AllowedFlags & flag) != 0), $"{type}, {flag}: {error}, allowed: {kind.AllowedFlags}");
        }
    }
}
