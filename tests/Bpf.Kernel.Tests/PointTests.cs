using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Typed arguments of USDT probes in a C# program.</summary>
public sealed class PointTests : IDisposable
{
    private readonly CTarget _target;

    public PointTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the test program's points are written for x86-64");
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "points.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void ParametersAreThePointsArguments(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using PointProbesSkeleton skeleton = PointProbesSkeleton.Open(new BpfObjectOptions { UprobeMode = mode });
        skeleton.Load();
        skeleton.Programs.OnPoint.Attach(UsdtTarget.Process(traced.Id, _target.Path, "demo", "point"));
        skeleton.Programs.OnGuarded.Attach(UsdtTarget.Process(traced.Id, _target.Path, "demo", "guarded"));

        traced.Ask("point 10");
        traced.Ask("guarded");

        // Ten times two places: one has a register and one a global variable as the first argument.
        Assert.Equal(20UL, skeleton.Bss.s_hits);
        Assert.Equal(Enumerable.Range(0, 10).Sum(i => -1000L - i) + (10 * -77777L), skeleton.Bss.s_narrow);
        Assert.Equal(unchecked((20 * 0x1122334455667788UL) + 90), skeleton.Bss.s_wide);
        Assert.Equal(20 * 60000UL, skeleton.Bss.s_half);
        Assert.Equal(20 * -9L, skeleton.Bss.s_negative);
        Assert.Equal(20 * 16L, skeleton.Bss.s_positive);
        Assert.Equal(1UL, skeleton.Bss.s_guarded);
    }

    /// <summary>A parameter for an argument that no program can read costs nothing until it is used.</summary>
    [Fact]
    public void UnreadableArgumentsAreRefusedWhereTheyAreUsed()
    {
        string targets = Path.Combine(AppContext.BaseDirectory, "targets");
        using CTarget statics = new(Path.Combine(targets, "statics.c"), Path.Combine(targets, "statics-other.c"));
        using CommandedProcess traced = new(statics.Path);
        using PointProbesSkeleton skeleton = PointProbesSkeleton.Open();
        skeleton.Load();
        UsdtTarget odd = UsdtTarget.Process(traced.Id, statics.Path, "demo", "odd");
        BpfUnsupportedException refusal = Assert.Throws<BpfUnsupportedException>(() => skeleton.Programs.OnUnreadable.Attach(odd));
        Assert.Contains("argument 0, '8f@%xmm0', is a floating-point value", refusal.Message, StringComparison.Ordinal);

        skeleton.Programs.OnOdd.Attach(odd);
        traced.Ask("go");
        Assert.Equal(42L, skeleton.Bss.s_beside);
    }
}
