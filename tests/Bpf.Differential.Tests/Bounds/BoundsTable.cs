namespace Bpf.Differential.Tests.Bounds;

/// <summary>Index checks of every type before every kind of access: after LLVM's optimizations, the verifier must still see the bound.</summary>
internal static class BoundsTable
{
    private const int FirstLlvmForSmallSigned = 18;

    public static readonly IndexType[] Types =
    [
        new("int", "int", "uint", "(int)a"),
        new("uint", "uint", "uint", "(uint)a"),
        new("long", "long", "ulong", "a"),
        new("ulong", "ulong", "ulong", "(ulong)a"),
        new("byte", "byte", "byte", "(byte)a") { IsSmall = true },
        new("ushort", "ushort", "ushort", "(ushort)a") { IsSmall = true },
        new("char", "char", "char", "(char)a") { IsSmall = true },
        new("sbyte", "sbyte", "byte", "(sbyte)a") { IsSmall = true, FirstLlvm = FirstLlvmForSmallSigned },
        new("short", "short", "ushort", "(short)a") { IsSmall = true, FirstLlvm = FirstLlvmForSmallSigned },
        new("difference of ints", "int", "uint", "(int)a - (int)b"),
        new("difference of longs", "long", "ulong", "a - b"),
    ];

    public static readonly CheckForm[] Checks =
    [
        new("Outside", (range, access) => $"if (n < {range.Low} || n > {range.High}) return -1; {access}"),
        new("Exclusive", (range, access) => $"if (n <= {range.Below} || n >= {range.Above}) return -1; {access}") { Fits = range => range is { Type.IsSigned: true } or { Lowest: > 0 } },
        new("Late", (range, access) => $"if (n < {range.Low}) return -1; if (n >= {range.Above}) return -2; {access}"),
        new("Inside", (range, access) => $"if (n >= {range.Low} && n <= {range.High}) {{ {access} }} return -1;"),
        new("Pattern", (range, access) => $"if (n is not (>= {range.Low} and < {range.Above})) return -1; {access}"),
        new("Either", (range, access) => $"if (n is < {range.Low} or > {range.High}) return -1; {access}"),
        new("Rotated", (range, access) => $"if (({range.Type.Unsigned})(n - {range.Lowest}) > {range.Highest - range.Lowest}) return -1; {access}"),
        new("Clamped", (range, access) => $"n = ({range.Type.Keyword})Math.Clamp({range.Operand}, {range.Lowest}, {range.Highest}); {access}"),
        new("Minimum", (range, access) => $"n = ({range.Type.Keyword})Math.Max(Math.Min({range.Operand}, {range.Highest}), {range.Lowest}); {access}"),
        new("Listed", (range, access) => $"switch (n) {{ case {range.Low} or {range.Next} or {range.High}: {access} default: return -1; }}"),
        new("Nonzero", (range, access) => $"if (n == 0 || n > {range.High}) return -1; {access}") { Fits = range => range is { Type.IsSigned: false, Lowest: > 0 } },
    ];

    public static readonly AccessForm[] Accesses =
    [
        new("Table", 1, 15, "return s_table[n] + (b == 7 ? s_wide[n] : 0);"),
        new("HighTable", 5, 12, "return s_table[n] + (b == 7 ? s_wide[n] : 0);"),
        new("Span", 1, 12, "Span<uint> span = stackalloc uint[16]; span.Clear(); span[(int)n] = (uint)b; span[3] += 5; return span[(int)(b & 15)];"),
        new("Field", 1, 15, "s_field[(int)n] = b; s_field[3] += 5; return s_field[(int)n];"),
        new("FromZero", 0, 15, "return s_wide[(int)n] ^ b;"),
        new("Moved", 1, 13, "return s_table[(int)n + 2] + (b == 7 ? s_wide[(int)n + 2] : 0);"),
        new("Negative", -8, 7, "return s_table[(int)n + 8] + (b == 7 ? s_wide[(int)n + 8] : 0);"),
        new("Scaled", 1, 7, "return s_table[(int)n * 2 + 1] + (b == 7 ? s_wide[(int)n * 2 + 1] : 0);"),
        new("Slice", 1, 16, "Span<uint> span = stackalloc uint[16]; span.Clear(); span[2] = (uint)b; long sum = 0; foreach (uint item in span.Slice(0, (int)n)) sum += item + 1; return sum;"),
        new("Loop", 1, 8, "long sum = 0; for (int i = 0; i < 8; i++) sum += s_table[(int)n + i - 1] ^ b; return sum;"),
    ];

    public static readonly KnownRefusal[] Refusals =
    [
        new("the code generator makes a switch one comparison of a difference", ["byte", "ushort", "char"], ["Listed"], ["Slice"]) { SinceLlvm = 16 },
        new("LLVM extends by zeros what was compared with its sign", ["sbyte", "short"],
            ["Outside", "Exclusive", "Late", "Inside", "Pattern", "Either", "Rotated", "Listed"], ["Slice"]) { SinceLlvm = 22 },
    ];
}
