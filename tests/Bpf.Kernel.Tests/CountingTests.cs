using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Compile → load → attach → fire → read, with exact counts, through both attach modes.</summary>
public sealed class CountingTests : IDisposable
{
    private const int Calls = 1000;
    private readonly CTarget _target;

    public CountingTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
    }

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData(ProbeMode.Auto, true)]
    [InlineData(ProbeMode.Auto, false)]
    [InlineData(ProbeMode.Single, true)]
    [InlineData(ProbeMode.Single, false)]
    public void CountsAndArgumentsAreExact(ProbeMode mode, bool onlyOneProcess)
    {
        using CommandedProcess traced = new(_target.Path);
        using CommandedProcess other = new(_target.Path);
        using CallProbesSkeleton skeleton = Open(mode, onlyOneProcess ? traced.Id : null);
        skeleton.Attach();

        traced.Ask($"add {Calls}");
        other.Ask($"add {Calls / 2}");
        skeleton.Detach();
        traced.Ask("add 7");

        ulong expected = (ulong)(onlyOneProcess ? Calls : Calls + (Calls / 2));
        Assert.Equal(expected, skeleton.Bss.s_entries);
        Assert.Equal(expected, skeleton.Bss.s_returns);
        Assert.Equal((ulong)Calls, skeleton.Maps.CallsByProcess[traced.Id]);
        Assert.Equal(!onlyOneProcess, skeleton.Maps.CallsByProcess.ContainsKey(other.Id));
        Assert.Equal(SumTo(Calls) + (onlyOneProcess ? 0 : SumTo(Calls / 2)), skeleton.Maps.Sums[0]);
        Assert.Equal(1000 * skeleton.Maps.Sums[0], skeleton.Maps.Sums[1]);
    }

    [Fact]
    public void OneProcessForTheWholeObject()
    {
        using CommandedProcess traced = new(_target.Path);
        using CommandedProcess other = new(_target.Path);
        using CallProbesSkeleton skeleton = Open(ProbeMode.Auto, null);
        Assert.Throws<ArgumentOutOfRangeException>(() => skeleton.Object.ProcessId = -1);
        skeleton.Object.ProcessId = traced.Id;
        skeleton.Attach();
        Assert.Throws<BpfStateException>(() => skeleton.Object.ProcessId = null);
        Assert.Equal(skeleton.Programs.Count(static program => program.Link is not null), skeleton.Links.Count());

        traced.Ask($"add {Calls}");
        other.Ask($"add {Calls}");
        skeleton.Detach();

        Assert.Equal(((ulong)Calls, (ulong)Calls), (skeleton.Bss.s_entries, skeleton.Bss.s_returns));
        Assert.Empty(skeleton.Links);
    }

    [Theory]
    [Row(109, 111)]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void ArgumentsHaveTheirTypesAndSignedness(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using CallProbesSkeleton skeleton = Open(mode, traced.Id);
        skeleton.Attach();

        traced.Ask("mix 3");

        List<CallProbes.Arguments> records = [];
        skeleton.Maps.Mixed.Consume((in CallProbes.Arguments record) => records.Add(record));
        Assert.Equal(3, records.Count);
        Assert.All(records, record =>
        {
            Assert.Equal(-5, record.A);
            Assert.Equal(65000, record.B);
            Assert.Equal(-70000, record.C);
            Assert.Equal(-1L << 40, record.D);
            Assert.NotEqual(0UL, record.E);
            Assert.Equal(200, record.F);
        });
    }

    [Theory]
    [Row(110, 101)]
    [InlineData(ProbeMode.Auto)]
    [InlineData(ProbeMode.Single)]
    public void ReturnValuesAndPatchedConstants(ProbeMode mode)
    {
        using CommandedProcess traced = new(_target.Path);
        using CallProbesSkeleton skeleton = Open(mode, traced.Id, smallestReported: 5005);
        skeleton.Attach();
        Assert.Equal(-1, skeleton.Data.s_lastResult);

        traced.Ask("add 5");
        Assert.Equal(-1, skeleton.Data.s_lastResult);

        traced.Ask("add 6");
        Assert.Equal(5005, skeleton.Data.s_lastResult);
    }

    [Fact]
    public void PlainProbeIsUpgradedAndSingleIsNot()
    {
        using CallProbesSkeleton upgraded = Open(ProbeMode.Auto, null);
        using CallProbesSkeleton single = Open(ProbeMode.Single, null);

        Assert.StartsWith("uprobe_multi", upgraded.Programs.OnAdd.Attach().ToString(), StringComparison.Ordinal);
        Assert.StartsWith("perf_event", single.Programs.OnAdd.Attach().ToString(), StringComparison.Ordinal);
    }

    private CallProbesSkeleton Open(ProbeMode mode, int? processId, long smallestReported = long.MinValue)
    {
        CallProbesSkeleton skeleton = CallProbesSkeleton.Open(new BpfObjectOptions { UprobeMode = mode });
        skeleton.Rodata.SmallestReported = smallestReported;
        skeleton.Programs.OnAdd.Target = Target("add", processId);
        skeleton.Programs.OnAddReturn.Target = Target("add", processId);
        skeleton.Programs.OnMix.Target = Target("mix", processId);
        skeleton.Load();
        return skeleton;
    }

    private UprobeTarget Target(string function, int? processId)
        => UprobeTarget.File(_target.Path, function) is var target && processId is { } id ? target with { ProcessId = id } : target;

    private static long SumTo(long count) => count * (count - 1) / 2;
}
