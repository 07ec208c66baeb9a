using Bpf.Runtime;

namespace Bpf.Attach.Tests.PerfEvents;

/// <summary>The notation of events: that of <c>perf list</c>, in both directions.</summary>
[Trait("Category", "Quick")]
public sealed class PerfEventNotationTests
{
    [Theory]
    [InlineData("cpu-clock", SoftwareEvent.CpuClock)]
    [InlineData("task-clock", SoftwareEvent.TaskClock)]
    [InlineData("page-faults", SoftwareEvent.PageFaults)]
    [InlineData("context-switches", SoftwareEvent.ContextSwitches)]
    [InlineData("cpu-migrations", SoftwareEvent.CpuMigrations)]
    [InlineData("minor-faults", SoftwareEvent.MinorPageFaults)]
    [InlineData("major-faults", SoftwareEvent.MajorPageFaults)]
    [InlineData("alignment-faults", SoftwareEvent.AlignmentFaults)]
    [InlineData("emulation-faults", SoftwareEvent.EmulationFaults)]
    [InlineData("cgroup-switches", SoftwareEvent.CgroupSwitches)]
    public void EventsOfTheKernelHaveNames(string name, SoftwareEvent software) => IsNameOf(name, software);

    [Theory]
    [InlineData("cycles", HardwareEvent.Cycles)]
    [InlineData("instructions", HardwareEvent.Instructions)]
    [InlineData("cache-references", HardwareEvent.CacheReferences)]
    [InlineData("cache-misses", HardwareEvent.CacheMisses)]
    [InlineData("branches", HardwareEvent.BranchInstructions)]
    [InlineData("branch-misses", HardwareEvent.BranchMisses)]
    [InlineData("bus-cycles", HardwareEvent.BusCycles)]
    [InlineData("stalled-cycles-frontend", HardwareEvent.StalledCyclesFrontend)]
    [InlineData("stalled-cycles-backend", HardwareEvent.StalledCyclesBackend)]
    [InlineData("ref-cycles", HardwareEvent.ReferenceCycles)]
    public void EventsOfTheProcessorHaveNames(string name, HardwareEvent hardware) => IsNameOf(name, hardware);

    [Theory]
    [InlineData("L1-dcache-loads", HardwareCache.L1Data, HardwareCacheOperation.Read, HardwareCacheResult.Access)]
    [InlineData("L1-dcache-load-misses", HardwareCache.L1Data, HardwareCacheOperation.Read, HardwareCacheResult.Miss)]
    [InlineData("L1-icache-load-misses", HardwareCache.L1Instructions, HardwareCacheOperation.Read, HardwareCacheResult.Miss)]
    [InlineData("LLC-stores", HardwareCache.LastLevel, HardwareCacheOperation.Write, HardwareCacheResult.Access)]
    [InlineData("LLC-prefetches", HardwareCache.LastLevel, HardwareCacheOperation.Prefetch, HardwareCacheResult.Access)]
    [InlineData("dTLB-store-misses", HardwareCache.DataTranslations, HardwareCacheOperation.Write, HardwareCacheResult.Miss)]
    [InlineData("iTLB-loads", HardwareCache.InstructionTranslations, HardwareCacheOperation.Read, HardwareCacheResult.Access)]
    [InlineData("branch-loads", HardwareCache.Branches, HardwareCacheOperation.Read, HardwareCacheResult.Access)]
    [InlineData("node-load-misses", HardwareCache.Node, HardwareCacheOperation.Read, HardwareCacheResult.Miss)]
    public void EventsOfCachesHaveNames(string name, HardwareCache cache, HardwareCacheOperation operation, HardwareCacheResult result)
        => IsNameOf(name, PerfEventSource.Of(cache, operation, result));

    [Fact]
    public void NumbersAndBreakpointsHaveNames()
    {
        IsNameOf("r1b1", PerfEventSource.Raw(0x1b1));
        IsNameOf("mem:0x404010/8:rw", PerfEventSource.Breakpoint(0x404010, BreakpointAccess.ReadWrite, 8));
        IsNameOf("mem:0x1000/4:w", PerfEventSource.Breakpoint(0x1000, BreakpointAccess.Write, 4));
        Assert.Equal(PerfEventSource.Breakpoint(0x1000, BreakpointAccess.ReadWrite, 4), PerfEventSource.Parse("mem:0x1000"));
        Assert.Equal(0x1000UL, PerfEventSource.Parse("mem:0x1000:x").Address);
        Assert.NotEqual(PerfEventSource.Raw(1, 2), PerfEventSource.Raw(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("CPU-CLOCK")]
    [InlineData("L1-dcache-load")]
    [InlineData("r")]
    [InlineData("rxyz")]
    [InlineData("mem:1000")]
    [InlineData("mem:0x1000/4:q")]
    [InlineData("mem:0x1000/4/4")]
    [InlineData("mem:0x1000:r:w")]
    [InlineData("cpu-clock/freq=99/")]
    [InlineData("cpu-clock/freq=0/")]
    [InlineData("cpu-clock/rate=9/")]
    [InlineData("/")]
    [InlineData("//")]
    public void OtherTextIsNotAnEvent(string text)
        => Assert.StartsWith($"'{text}' is not an event: ", Assert.Throws<FormatException>(() => PerfEventSource.Parse(text)).Message, StringComparison.Ordinal);

    private static void IsNameOf(string name, PerfEventSource source)
    {
        Assert.Equal(name, source.ToString());
        Assert.Equal(source, PerfEventSource.Parse(name));
    }
}
