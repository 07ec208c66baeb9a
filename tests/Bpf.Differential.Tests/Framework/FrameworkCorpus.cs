using System.Text;

namespace Bpf.Differential.Tests.Framework;

/// <summary>Writes one method for each row of <see cref="FrameworkTable"/>.</summary>
internal static class FrameworkCorpus
{
    private const string Prelude = """
        using System;
        using System.Buffers;
        using System.Buffers.Binary;
        using System.Buffers.Text;
        using System.Collections.Generic;
        using System.Collections.Specialized;
        using System.Diagnostics;
        using System.Net;
        using System.Numerics;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Text;
        using System.Text.Unicode;
        using System.Threading;

        public readonly record struct Vec(int X, int Y);

        public static class Corpus
        {
            static long Long(long value) => value;
            static long Long(int value) => value;
            static long Long(uint value) => value;
            static long Long(ulong value) => (long)value;
            static long Long(nint value) => value;
            static long Long(nuint value) => (long)value;
            static long Long(bool value) => value ? 1 : 0;
        """;

    private const string Variables = """
                int i = (int)a, j = (int)b; uint u = (uint)a, v = (uint)b; ulong x = (ulong)a, y = (ulong)b; short s = (short)a; byte c = (byte)a; char ch = (char)a;
                nint n = (nint)a; nuint m = (nuint)b;
        """;

    private const string Memory = """
                Span<byte> bytes = stackalloc byte[16]; Span<byte> others = stackalloc byte[16]; ReadOnlySpan<byte> readOnly = others;
                BinaryPrimitives.WriteInt64LittleEndian(bytes, a); BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], b);
                BinaryPrimitives.WriteInt64LittleEndian(others, b); BinaryPrimitives.WriteInt64LittleEndian(others[8..], a);
        """;

    private const string Elements = """
                Span<short> shorts = stackalloc short[8]; Span<int> ints = stackalloc int[3]; Span<long> longs = stackalloc long[2]; ReadOnlySpan<short> readOnlyShorts = [1, 2, 3, 4];
                for (int fill = 0; fill < 8; fill++) shorts[fill] = (short)(a + fill);
                ints[0] = i; ints[1] = j; ints[2] = 3; longs[0] = a; longs[1] = b;
        """;

    /// <summary>Methods have the names of <see cref="NameOf"/>.</summary>
    public static string Write(IReadOnlyList<string> rows)
    {
        StringBuilder text = new(Prelude);
        for (int row = 0; row < rows.Count; row++)
        {
            string body = rows[row].Contains("return ", StringComparison.Ordinal) ? rows[row] : $"return Long({rows[row]});";
            string memory = body.Contains("bytes", StringComparison.Ordinal) || body.Contains("readOnly", StringComparison.Ordinal) ? Memory : "";
            string elements = body.Contains("shorts") || body.Contains("Shorts") || body.Contains("ints") || body.Contains("longs") ? Elements : "";
            text.Append($"\n    public static long {NameOf(row)}(long a, long b)\n    {{\n{Variables}\n{memory}\n{elements}\n        {body}\n    }}\n");
        }

        return text.Append("}\n").ToString();
    }

    public static string NameOf(int row) => $"Row{row}";
}
