using System.Text;

namespace Bpf.Differential.Tests;

/// <summary>Writes random methods over integers, structs, spans, constant data, bounded loops, switches and calls. A seed gives the same text always.</summary>
internal sealed class RandomProgram
{
    /// <summary>What the methods share; <see cref="Write"/> adds methods to it.</summary>
    public const string Prelude = """
        using System;
        using System.Numerics;
        using System.Runtime.CompilerServices;

        public static partial class Corpus
        {
            struct Cell { public sbyte S; public uint U; public long L; public ushort H; public int I; }
            static readonly int[] s_table = [3, -1, 1 << 20, int.MinValue, 77, 0, int.MaxValue, -100];
            static readonly ulong[] s_wide = [1, ulong.MaxValue, 1UL << 63, 12345678901234567];
            static long s_state;
            static int s_word = 5;

            static long Mix(long x, int y) => (x ^ (x >>> 13)) * (y | 1);
            [MethodImpl(MethodImplOptions.NoInlining)]
            static int Fold(ulong x, byte y) => (int)(x >> 32) ^ (int)x + y;
            static uint Pick<T>(T x, T y) where T : unmanaged, INumber<T> => x < y ? 1u : x > y ? 2u : 3u;
            static void Step(ref long x, in int y) => x = x * 31 + y;
            static Cell Make(long x, int y) => new() { S = (sbyte)x, U = (uint)y, L = x - y, H = (ushort)x, I = y };

        """;

    private static readonly string[] s_types = ["int", "uint", "long", "ulong", "short", "ushort", "byte", "sbyte"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<(string Name, string Type)> _variables = [];
    private int _loops;
    private int _names;

    private RandomProgram(int seed) => _random = new Random(seed);

    /// <summary>One method of the class.</summary>
    public static string Write(int seed) => new RandomProgram(seed).Method($"Random{seed}");

    private string Method(string name)
    {
        _text.Append($"    public static long {name}(long a, long b)\n    {{\n        unchecked\n        {{\n        Cell cell = Make(a, (int)b);\n        Span<int> span = stackalloc int[8];\n");
        _variables.AddRange([("a", "long"), ("b", "long")]);
        for (int i = _random.Next(2, 6); i > 0; i--)
        {
            Declare(2);
        }

        for (int i = _random.Next(3, 9); i > 0; i--)
        {
            Statement(2, 2);
        }

        _text.Append("        long result = cell.S + cell.U * 3L + cell.L * 5 + cell.H * 7 + cell.I * 11L + span[0] * 13L + span[3] * 17L + span[7] * 19L;\n");
        foreach ((string variable, string type) in _variables)
        {
            _text.Append($"        result = result * 31 + {(type == "ulong" ? "(long)" : "")}{variable};\n");
        }

        return _text.Append("        return result;\n        }\n    }\n\n").ToString();
    }

    private void Line(int indent, string text) => _text.Append(' ', indent * 4).Append(text).Append('\n');

    private void Declare(int indent)
    {
        string type = OneOf(s_types);
        string name = $"v{_names++}";
        Line(indent, $"{type} {name} = {Cast(type, 3)};");
        _variables.Add((name, type));
    }

    private void Statement(int indent, int depth)
    {
        switch (_random.Next(depth > 0 ? 12 : 7))
        {
            case 0 or 1:
                (string name, string type) = OneOf(_variables);
                Line(indent, $"{name} = {Cast(type, 4)};");
                break;
            case 2:
                (string target, string targetType) = OneOf(_variables);
                string operation = OneOf(["+=", "-=", "*=", "&=", "|=", "^="]);
                Line(indent, $"{target} {operation} {Cast(targetType, 3)};");
                break;
            case 3:
                (string shifted, _) = OneOf(_variables);
                Line(indent, $"{shifted} {OneOf(["<<=", ">>=", ">>>="])} {Cast("int", 2)};");
                break;
            case 4:
                Line(indent, $"span[{Cast("int", 2)} & 7] {OneOf(["=", "+=", "^="])} {Cast("int", 3)};");
                break;
            case 5:
                (string field, string fieldType) = OneOf(Fields);
                Line(indent, $"{field} = {Cast(fieldType, 3)};");
                break;
            case 6:
                Line(indent, OneOf(["Step(ref cell.L, in cell.I);", "s_state = a; Step(ref s_state, span[1]); cell.L ^= s_state;", "cell = Make(cell.L, cell.I ^ 7);",
                    "s_word = (int)b; s_word++; cell.I -= s_word;"]));
                break;
            case 7 or 8:
                Branch(indent, depth);
                break;
            case 9:
                Switch(indent, depth);
                break;
            default:
                Loop(indent, depth);
                break;
        }
    }

    private static readonly (string, string)[] Fields = [("cell.S", "sbyte"), ("cell.U", "uint"), ("cell.L", "long"), ("cell.H", "ushort"), ("cell.I", "int")];

    private void Block(int indent, int depth)
    {
        Line(indent, "{");
        int known = _variables.Count;
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            Statement(indent + 1, depth - 1);
        }

        _variables.RemoveRange(known, _variables.Count - known);
        Line(indent, "}");
    }

    private void Branch(int indent, int depth)
    {
        Line(indent, $"if ({Condition(3)})");
        Block(indent, depth);
        if (_random.Next(2) == 0)
        {
            Line(indent, "else");
            Block(indent, depth);
        }
    }

    private void Switch(int indent, int depth)
    {
        Line(indent, $"switch ({Cast("int", 2)} & 7)");
        Line(indent, "{");
        foreach (int label in Enumerable.Range(0, 8).Where(_ => _random.Next(2) == 0))
        {
            Line(indent + 1, $"case {label}:");
            Block(indent + 2, depth);
            Line(indent + 2, "break;");
        }

        Line(indent + 1, "default:");
        Block(indent + 2, depth);
        Line(indent + 2, "break;");
        Line(indent, "}");
    }

    // Few and short, or the verifier walks too many paths.
    private void Loop(int indent, int depth)
    {
        if (_loops++ >= 2)
        {
            Branch(indent, depth);
            return;
        }

        string name = $"i{_names++}";
        Line(indent, $"for (int {name} = 0; {name} < {_random.Next(1, 6)}; {name}++)");
        Line(indent, "{");
        (string target, string type) = OneOf(_variables);
        Line(indent + 1, $"{target} = ({type})({target} * 3 + ({type}){name} + {Cast(type, 2)});");
        if (_random.Next(3) == 0)
        {
            Line(indent + 1, $"if ({Condition(2)}) {OneOf(["break", "continue"])};");
        }

        Line(indent + 1, $"span[{name}] = {Cast("int", 2)};");
        Line(indent, "}");
    }

    private string Condition(int depth)
    {
        string type = OneOf(["int", "uint", "long", "ulong"]);
        string compare = $"{Cast(type, depth - 1)} {OneOf(["<", "<=", ">", ">=", "==", "!="])} {Cast(type, depth - 1)}";
        return _random.Next(5) switch
        {
            0 when depth > 1 => $"({Condition(depth - 1)} && {Condition(depth - 1)})",
            1 when depth > 1 => $"({Condition(depth - 1)} || {Condition(depth - 1)})",
            2 when depth > 1 => $"!({Condition(depth - 1)})",
            _ => $"({compare})",
        };
    }

    private string Cast(string type, int depth) => $"({type})({Expression(depth, type)})";

    private string Expression(int depth, string wanted)
    {
        if (depth <= 0)
        {
            return Leaf();
        }

        string type = OneOf(["int", "uint", "long", "ulong"]);
        string left = Cast(type, depth - 1);
        switch (_random.Next(14))
        {
            case 0 or 1 or 2 or 3:
                return $"{left} {OneOf(["+", "-", "*", "&", "|", "^"])} {Cast(type, depth - 1)}";
            case 4:
                return $"{left} {OneOf(["/", "%"])} ({Cast(type, depth - 1)} | 1)";
            case 5:
                return $"{left} {OneOf(["/", "%"])} {_random.Next(1, 1000)}";
            case 6:
                return $"{left} {OneOf(["<<", ">>", ">>>"])} {Cast("int", depth - 2)}";
            case 7:
                return type is "ulong" or "uint" ? $"~{left}" : $"{OneOf(["-", "~"])}{left}";
            case 8:
                return $"{Condition(depth - 1)} ? {Cast(wanted, depth - 1)} : {Cast(wanted, depth - 1)}";
            case 9:
                return $"span[{Cast("int", depth - 2)} & 7]";
            case 10:
                return OneOf([$"s_table[{Cast("int", depth - 2)} & 7]", $"s_wide[{Cast("int", depth - 2)} & 3]"]);
            case 11:
                return OneOf(
                [
                    $"Mix({Cast("long", depth - 1)}, {Cast("int", depth - 2)})",
                    $"Fold({Cast("ulong", depth - 1)}, {Cast("byte", depth - 2)})",
                    $"Pick({Cast(type, depth - 1)}, {Cast(type, depth - 1)})",
                    $"Make({Cast("long", depth - 2)}, {Cast("int", depth - 2)}).{OneOf(["S", "U", "L", "H", "I"])}",
                ]);
            case 12:
                return OneOf(
                [
                    $"Math.Min({left}, {Cast(type, depth - 1)})",
                    $"Math.Max({left}, {Cast(type, depth - 1)})",
                    $"BitOperations.PopCount({Cast("ulong", depth - 1)})",
                    $"BitOperations.RotateLeft({Cast("uint", depth - 1)}, {Cast("int", depth - 2)})",
                    $"BitOperations.LeadingZeroCount({Cast("uint", depth - 1)})",
                    $"BitOperations.TrailingZeroCount({Cast("long", depth - 1)})",
                ]);
            default:
                return Cast(OneOf(s_types), depth - 1);
        }
    }

    private string Leaf() => _random.Next(4) switch
    {
        0 => OneOf(["0", "1", "-1", "2", "31", "63", "255", "0x7FFF", "int.MinValue", "int.MaxValue", "uint.MaxValue", "long.MinValue", "0x8000_0000_0000"]),
        1 => OneOf(Fields).Item1,
        _ => OneOf(_variables).Name,
    };

    private T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
