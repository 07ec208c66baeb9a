using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0149: shifts by the width of the number or more.</summary>
public sealed class ShiftTests
{
    private const string Members = "static ulong s_set; static int s_low; static byte s_byte; const int Width = 32;";

    [Theory]
    [InlineData("s_low = {|BPF0149:(int)size >> 32|};")]
    [InlineData("s_low = {|BPF0149:(int)size >>> Width|};")]
    [InlineData("s_set = {|BPF0149:(ulong)size << 64|};")]
    [InlineData("{|BPF0149:s_low <<= 40|};")]
    [InlineData("{|BPF0149:s_byte >>= 32|};")]
    [InlineData("if (size < 64) s_set |= (ulong)({|BPF0149:1 << (int)size|});")]
    [InlineData("int bit = (int)size; if (bit is >= 0 and < 64) s_set |= {|BPF0149:1u << bit|};")]
    [InlineData("s_set |= {|BPF0149:1u << (int)(size & 63)|};")]
    [InlineData("int bit = (int)(size % 64); s_set |= {|BPF0149:1u << bit|};")]
    public Task BeyondTheWidth(string statements) => Program(statements, Members);

    [Theory]
    [InlineData("s_low = (int)size >> 31;")]
    [InlineData("s_set = (ulong)size << 63;")]
    [InlineData("s_set = (ulong)size >> 32;")]
    [InlineData("s_low = 1 << (int)size;")]
    [InlineData("s_low = (int)size << -3;")]
    [InlineData("s_low = (int)size << 1000;")]
    [InlineData("if (size < 32) s_low |= 1 << (int)size;")]
    [InlineData("if (size < 64) s_set |= 1UL << (int)size;")]
    [InlineData("s_low = 1 << (int)(size & 31);")]
    [InlineData("s_low |= size < 32 ? 1 << (int)size : 0;")]
    [InlineData("int bit = size > 40 ? 50 : (int)size; if (bit < 32) s_low |= 1 << bit;")]
    [InlineData("for (int bit = 0; bit < 32; bit++) s_low |= 1 << bit;")]
    [InlineData("s_low = (int)(size << 3 | size >>> 61);")]
    public Task WithinTheWidth(string statements) => Program(statements, Members);

    [Fact]
    public Task MessagesSayWhatHappens() => Program(
        "s_low = {|#0:(int)size >> 33|}; s_set |= {|#1:1u << (int)(size & 63)|};",
        Members,
        Warning("BPF0149", "A number of 32 bits is shifted by 33, and C# shifts it by 1; convert it to a type with more bits first, or limit the count", 0),
        Warning("BPF0149", "A number of 32 bits is shifted by up to 63, and C# shifts it by 31 at most; convert it to a type with more bits first, or limit the count", 1));
}
