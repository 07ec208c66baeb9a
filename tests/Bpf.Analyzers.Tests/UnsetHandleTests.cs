namespace Bpf.Analyzers.Tests;

/// <summary>BPF0468: maps and dynptrs that refer to nothing.</summary>
public class UnsetHandleTests
{
    [Theory]
    [InlineData("BpfHashMap<int, ulong> map = null!; if (size > 4096) map = Large; {|BPF0468:map.Update(1, 2)|};")]
    [InlineData("BpfHashMap<int, ulong> map = null!; if (size > 4096) map = Large; else map = Small; map.Update(1, 2);")]
    [InlineData("BpfHashMap<int, ulong> map = size > 4096 ? Large : Small; map.Update(1, 2);")]
    [InlineData("BpfHashMap<int, ulong> map = Small; if (size > 4096) map = Large; map.Update(1, 2);")]
    [InlineData("BpfHashMap<int, ulong>? map = null; if (size > 4096) map = Large; if (map != null) map.Update(1, 2);")]
    [InlineData("BpfHashMap<int, ulong>? map = null; bool large = size > 4096; if (large) map = Large; if (large) map!.Update(1, 2);")]
    [InlineData("BpfHashMap<int, ulong>? map = null; switch (size) { case 1: map = Large; break; case 2: map = Small; break; default: return 0; } map.Update(1, 2);")]
    [InlineData("BpfHashMap<int, ulong>? map = null; switch (size) { case 1: map = Large; break; } {|BPF0468:map!.TryGetValue(1, out ulong value)|};")]
    [InlineData("BpfDynptr record = default; return {|BPF0468:record.TryRead(0, out int value)|} ? value : 0;")]
    [InlineData("BpfDynptr record = default; if (size == 1) return 0; return {|BPF0468:record.TryRead(0, out int value)|} ? value : 0;")]
    public Task Handles(string statements) => Verify.Program(statements, """
        [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Small = new();
        [BpfMap(MaxEntries = 64)] static readonly BpfHashMap<int, ulong> Large = new();
        """);
}
