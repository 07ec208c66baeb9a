using Bpf.CodeFixes.Proven;
using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of indexes, sizes and shift counts without a bound.</summary>
public sealed class BoundFixTests
{
    private const string Buffer = "Span<byte> buffer = stackalloc byte[16]; ";
    private const string Members = "static int s_sum; static ulong s_open; static readonly int[] Weights = [1, 2, 3];";

    [Theory]
    [InlineData(Buffer + "if ((uint)size <= 16) {|BPF0147:buffer[size]|} = 1;", Buffer + "if ((uint)size <= 16) { if ((uint)size >= 16) return 0; buffer[size] = 1; }", 0)]
    [InlineData(Buffer + "if ((uint)size <= 16) {|BPF0147:buffer[size]|} = 1;", Buffer + "if ((uint)size <= 16) buffer[size & 15] = 1;", 1)]
    [InlineData(Buffer + "uint i = (uint)size; if (i <= 20)\n    // The byte.\n    {|BPF0147:buffer[(int)i]|} = 1;",
        Buffer + "uint i = (uint)size; if (i <= 20)\n{\n    if (i >= 16)\n        return 0;\n    // The byte.\n    buffer[(int)i] = 1;\n}", 0)]
    [InlineData(Buffer + "uint i = (uint)size; if (i <= 20)\n    {|BPF0147:buffer[(int)i]|} = 1;",
        Buffer + "uint i = (uint)size; if (i <= 20)\n    buffer[(int)(i & 15)] = 1;", 1)]
    [InlineData("int n = size % 4;\ns_sum += {|BPF0147:Weights[n]|} + size; // odd",
        "int n = size % 4;\nif ((uint)n >= 3)\n    return 0;\ns_sum += Weights[n] + size; // odd", 0)]
    [InlineData(Buffer + "int n = size % 32;\ns_sum = {|BPF0147:buffer[..n]|}.Length; // some",
        Buffer + "int n = size % 32;\nif ((uint)n > 16)\n    return 0;\ns_sum = buffer[..n].Length; // some", 0)]
    [InlineData(Buffer + "s_sum = {|BPF0147:buffer[size % 17]|};", Buffer + "s_sum = buffer[(size % 17) & 15];", 1)]
    [InlineData(Buffer + "s_sum = {|BPF0147:buffer[System.Numerics.BitOperations.Log2((ulong)size)]|};",
        Buffer + "s_sum = buffer[System.Numerics.BitOperations.Log2((ulong)size) & 15];", 0)]
    public Task Index(string before, string after, int choice) => Verify<IndexFix>(Program(before, Members), Program(after, Members), choice);

    [Theory]
    [InlineData("byte* buffer = stackalloc byte[64];\nBpfHelpers.ProbeReadUser(buffer, {|BPF0443:(uint)size|}, (void*)s_open);",
        "byte* buffer = stackalloc byte[64];\nBpfHelpers.ProbeReadUser(buffer, Math.Min((uint)size, 64), (void*)s_open);")]
    public Task Size(string before, string after) => Verify<SizeFix>(
        Program(before, Members).Replace("static class", "static unsafe class", StringComparison.Ordinal),
        Program(after, Members).Replace("static class", "static unsafe class", StringComparison.Ordinal));

    [Theory]
    [InlineData("if ((uint)size < 64) s_open |= (ulong)({|BPF0149:1 << size|});", "if ((uint)size < 64) s_open |= 1UL << size;", 0)]
    [InlineData("if ((uint)size < 64) s_open |= (ulong)({|BPF0149:1 << size|});", "if ((uint)size < 64) s_open |= (ulong)(1 << (size & 31));", 1)]
    [InlineData("s_open |= 1 | {|BPF0149:1u << (size & 63)|};", "s_open |= 1 | (1UL << (size & 63));", 0)]
    [InlineData("s_open = {|BPF0149:1u << (size & 63)|}; // all", "s_open = 1UL << (size & 63); // all", 0)]
    [InlineData("s_open = {|BPF0149:(ulong)size << 64|};", "s_open = {|BPF0149:(ulong)size << 64|};", 0)]
    public Task Shift(string before, string after, int choice) => Verify<ShiftFix>(Program(before, Members), Program(after, Members), choice);
}
