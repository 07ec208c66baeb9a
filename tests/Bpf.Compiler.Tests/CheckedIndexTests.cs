using System.Text.RegularExpressions;
using Bpf.Compiler.Tests.Kernel;
using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>
/// The compiler treats safe C# as checked. In a method that creates addresses or spans itself, and in its callers, bounds are left to the verifier.
/// </summary>
public sealed partial class CheckedIndexTests
{
    private const string Mark = "\"bpfc-checked-indexes\"";

    public static TheoryData<string> Safe =>
    [
        "Span<int> t = stackalloc int[8]; t[(int)(x & 7)]++;",
        "Span<int> t = stackalloc int[] { 1, 2, (int)x, 4 }; s_sum += t[(int)(x & 3)];",
        "ReadOnlySpan<byte> t = [1, 2, 3, 4]; s_sum += t[(int)(x & 3)];",
        "s_sum += Letters[(int)(x & 3)];",
        "s_sum += s_table[x & 7];",
        "s_board.Cells[(int)(x & 7)]++;",
        "if (s_map.TryGetRef(0, out BpfRef<Board> board)) board.Value.Cells[(int)(x & 7)]++;",
        "Span<byte> t = stackalloc byte[16]; t.Slice(4, 8).Fill(1); s_sum += t[(int)(x & 15)];",
        "Span<byte> t = stackalloc byte[16]; MemoryMarshal.Cast<byte, int>(t)[(int)(x & 3)] = 1; s_sum += t[3];",
        "Span<byte> t = stackalloc byte[16]; s_sum += BinaryPrimitives.ReadInt32LittleEndian(t[(int)(x & 7)..]);",
        "Board board = default; ref int cell = ref board.Cells[(int)(x & 7)]; cell = 3; s_sum += board.Cells[1];",
        "s_sum += Unsafe.SizeOf<Board>();",
    ];

    public static TheoryData<string> Unsafe =>
    [
        "Board board = default; int* p = (int*)&board; s_sum += p[x & 7];",
        "fixed (int* p = &s_table[0]) s_sum += p[x & 7];",
        "Fixed board = default; s_sum += board.Cells[x & 7];",
        "int local = 5; s_sum += Unsafe.Add(ref local, (int)(x & 7));",
        "long local = 5; s_sum += Unsafe.As<long, Board>(ref local).Cells[(int)(x & 7)];",
        "int local = 5; s_sum += MemoryMarshal.CreateSpan(ref local, 8)[(int)(x & 7)];",
        "byte* p = stackalloc byte[4]; s_sum += new Span<byte>(p, 8)[(int)(x & 7)];",
        "byte* p = stackalloc byte[8]; s_sum += p[x & 7];",
        "int local = 5; s_sum += Forge(ref local)[(int)(x & 7)];",
    ];

    [Theory]
    [MemberData(nameof(Safe))]
    public void SafeCodeIsMarked(string body) => Assert.Contains(Mark, AttributesOf(body), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void CodeThatComputesAddressesIsNotChecked(string body) => Assert.DoesNotContain(Mark, AttributesOf(body), StringComparison.Ordinal);

    private static string AttributesOf(string body)
    {
        string source = $$"""
            using System;
            using System.Buffers.Binary;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            using Bpf;

            [InlineArray(8)] public struct Eight { private int _first; }
            public struct Board { public long Head; public Eight Cells; }
            public unsafe struct Fixed { public fixed int Cells[8]; }
            public struct Call { public long X; }

            [BpfObject(License = "GPL")]
            public static unsafe class Programs
            {
                [BpfMap(MaxEntries = 1)] static readonly BpfArray<Board> s_map = new();
                static readonly int[] s_table = [1, 2, 3, 4, 5, 6, 7, 8];
                static ReadOnlySpan<byte> Letters => "abcd"u8;
                static Board s_board;
                static long s_sum;
                static Span<int> Forge(ref int item) => MemoryMarshal.CreateSpan(ref item, 8);

                [SyscallProgram] public static int Program(ref Call call) { long x = call.X; {{body}} return 0; }
            }
            """;
        CompilationResult result = BpfSource.Compile(source, emitText: true, architectures: KernelRun.HostArchitecture);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.IsError);
        string text = result.Objects[0].LlvmText!;
        string group = Definition().Match(text).Groups[1].Value;
        return text.Split('\n').Single(line => line.StartsWith($"attributes #{group} ", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^define .*@Program\(.*\).* #([0-9]+) ", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
