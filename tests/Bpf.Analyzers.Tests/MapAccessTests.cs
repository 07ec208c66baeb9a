namespace Bpf.Analyzers.Tests;

/// <summary>BPF0467 and BPF0301: what programs may do with maps, and what maps may hold.</summary>
public class MapAccessTests
{
    [Theory]
    [InlineData("{|BPF0467:Limits.Update(1, 2)|};")]
    [InlineData("if (Limits.TryGetRef(1, out BpfRef<ulong> limit)) {|BPF0467:limit.Value = 1|};")]
    [InlineData("if (Limits.TryGetRef(1, out BpfRef<ulong> limit)) {|BPF0467:limit.Value++|};")]
    [InlineData("Limits.TryGetValue(1, out ulong limit); return (int)limit;")]
    [InlineData("if (Results.TryGetRef(1, out BpfRef<ulong> result)) return (int){|BPF0467:result.Value|};")]
    [InlineData("if (Results.TryGetRef(1, out BpfRef<ulong> result)) result.Value = 1;")]
    public Task AccessToMaps(string statements) => Verify.Program(statements, """
        [BpfMap(MaxEntries = 4, Flags = MapFlags.ProgramReadOnly)] static readonly BpfArray<ulong> Limits = new();
        [BpfMap(MaxEntries = 4, Flags = MapFlags.ProgramWriteOnly)] static readonly BpfArray<ulong> Results = new();
        """);

    [Theory]
    [InlineData("struct Guarded { public BpfSpinLock Lock; public int Count; } [BpfMap(MaxEntries = 4)] static readonly BpfPerCpuArray<Guarded> {|BPF0301:Values|} = new();")]
    [InlineData("struct Guarded { public BpfSpinLock Lock; public int Count; } [BpfMap(MaxEntries = 4)] static readonly BpfArray<Guarded> Values = new();")]
    [InlineData("struct Timed { public BpfTimer Timer; } [BpfMap(MaxEntries = 4)] static readonly BpfLruPerCpuHashMap<int, Timed> {|BPF0301:Values|} = new();")]
    [InlineData("[BpfMap(MaxEntries = 4, Flags = MapFlags.UserReadOnly | MapFlags.UserWriteOnly)] static readonly BpfArray<int> {|BPF0301:Values|} = new();")]
    public Task SpecialFieldsAndFlags(string members) => Verify.Program("", members);
}
