namespace Bpf.Differential.Tests.RandomPrograms;

/// <content>Indexes that are counts, remainders and parts of numbers, into all kinds of objects.</content>
internal sealed partial class MethodGenerator
{
    private sealed partial class Writer
    {
        private const int MaximumDepth = 2;

        // Indexable expressions: the expression, its element type, and its length.
        private readonly List<(string Name, string Type, int Length)> _targets = [];

        // Everything they write is added to a result.
        private void CountedIndexes(List<Node> body)
        {
            for (int i = 1 + Next(2); i > 0; i--)
            {
                body.Add(DeclareTarget());
            }

            for (int i = 2 + Next(3); i > 0; i--)
            {
                body.Add(CountedStatement());
            }

            // Only one loop: the verifier walks each iteration again for each path that leads to it.
            (string target, string type, int length) = OneOf(_targets);
            if (Chance(60))
            {
                body.Add(Chance(50) ? OverBits(target, type, length) : OverDigits(target, type, length));
            }

            string sum = NewName("sum");
            List<Node> terms = [.. _targets.Select(target => Node.Statement($"foreach (var item in {target.Name}) {sum} = {sum} * 31 + (long)item;"))];
            body.Add(Node.Statement($"long {sum} = 0; {Node.Block(terms)}"));
            _scope.Places.Add((sum, "long"));
        }

        private Node DeclareTarget()
        {
            string name = NewName("t");
            switch (Next(7))
            {
                case 0:
                    _targets.Add((name, "byte", 64));
                    return Node.Statement($"Span<byte> {name} = stackalloc byte[64];");
                case 1:
                    _targets.Add((name, "ushort", 32));
                    return Node.Statement($"Span<ushort> {name} = stackalloc ushort[32];");
                case 2:
                    _targets.AddRange([($"{name}.Cells", "short", 20), ($"{name}.Marks", "byte", 20)]);
                    return Node.Statement($"Board {name} = default;");
                case 3:
                    _targets.Add(("s_board.Marks", "byte", 20));
                    _targets.Add(("s_board.Cells", "short", 20));
                    return Node.Statement($"s_board = default;");
                case 4:
                    _targets.AddRange([("s_histogram.Slots", "ulong", 64), ("s_histogram.Sums", "int", 20)]);
                    return Node.Statement($"s_histogram = default;");
                default:
                    string value = NewName("m");
                    _targets.AddRange([($"{name}.Slots", "ulong", 64), ($"{name}.Sums", "int", 20)]);
                    return Node.Statement($"if (!Programs.Values.TryGetRef(0, out BpfRef<Histogram> {value})) return 0; ref Histogram {name} = ref {value}.Value; {name} = default;");
            }
        }

        private Node CountedStatement()
        {
            (string target, string type, int length) = OneOf(_targets);
            switch (Next(7))
            {
                case 0 or 1:
                    return CheckedCount(target, type, length);
                case 2:
                    return Node.Statement($"{OneOf(_scope.Places.Where(place => place.Type == "long").ToArray()).Name} += (long){target}[(int){Within(length, MaximumDepth)}];");
                default:
                    return Change(target, type, Within(length, MaximumDepth));
            }
        }

        private Node Change(string target, string type, Node index) => OneOf(0, 1, 2) switch
        {
            0 => Node.Statement($"{target}[(int){index}]++;"),
            1 => Node.Statement($"{target}[(int){index}] {OneOf("+=", "^=", "-=")} {Integer(type, 1)};"),
            _ => Node.Statement($"{target}[(int){index}] = {Integer(type, 2)};"),
        };

        // An index below a number.
        private Node Within(int length, int depth)
        {
            int last = length - 1;
            bool isPower = (length & last) == 0;
            int bits = int.Log2(length);
            switch (Next(depth > 0 ? 19 : 14))
            {
                case 0 when length >= 64:
                    return Node.Expression("int", $"BitOperations.Log2({Integer("ulong", 2)})");
                case 0 or 1 when length >= 32:
                    return Node.Expression("int", $"BitOperations.Log2({Integer("uint", 2)})");
                case 0 or 1 or 2:
                    return Node.Expression("int", $"UpTo(BitOperations.Log2({Integer(OneOf("uint", "ulong"), 2)}), {last})");
                case 3:
                    return Node.Expression("int", $"Math.Min(BitOperations.PopCount({Integer(OneOf("uint", "ulong"), 2)}), {last})");
                case 4 when length >= 32:
                    return Node.Expression("int", $"BitOperations.PopCount({Integer("uint", 2)} | 1u) - 1");
                case 4 or 5:
                    return Node.Expression("int", $"BitOperations.TrailingZeroCount({Integer("ulong", 2)} | (1UL << {last}))");
                case 6:
                    return Node.Expression("int", $"({OneOf("int", "uint", "byte", "ulong", "long")})({Integer("uint", 2)} % {length})");
                case 7:
                    return Node.Expression("int", $"({Integer(OneOf("int", "long"), 2)} % {length} + {length}) % {length}");
                case 8:
                    return Node.Expression("int", $"Math.Abs({Integer("int", 2)} % {length})");
                case 9:
                    return Node.Expression("int", $"{Integer("uint", 2)} >> ({32 - bits + 3} - (int)({Integer("uint", 1)} & 3))");
                case 10:
                    return Node.Expression("int", $"{(1 << bits) - 1} >> (int)({Integer("int", 2)} & 7)");
                case 11:
                    return Node.Expression("int", $"1 << ({Integer("int", 2)} & 3)");
                case 12:
                    return Node.Expression("int", $"(byte){Integer("long", 2)} / {(255 / length) + 1}");
                case 13:
                    return Node.Expression("int", isPower ? $"{Integer("long", 2)} & {last}" : (NodeText)$"Math.Clamp({Integer("int", 2)}, 0, {last})");
                case 14 or 15 when length == 64:
                    return Node.Expression("int", $"s_bits[{Within(16, depth - 1)}]");
                case 14 or 15:
                    return Node.Expression("int", $"s_bits[{Within(16, depth - 1)}] % {length}");
                case 16:
                    return Node.Expression("int", $"{last} - {Within(length, depth - 1)}");
                case 17:
                    return Node.Expression("int", $"Math.Max({Within(length, depth - 1)}, {Within(length, depth - 1)})");
                default:
                    return Node.Expression("int", $"{Condition(1)} ? {Within(length, depth - 1)} : {Within(length, depth - 1)}");
            }
        }

        // An index that the program compares with the length.
        private Node CheckedCount(string target, string type, int length)
        {
            string kind = OneOf("int", "byte", "sbyte", "short", "ushort", "long", "uint"), index = NewName("k");
            Node value = Next(9) switch
            {
                0 => Node.Expression(kind, $"251 - (byte){Integer("long", 2)}"),
                1 => Node.Expression(kind, $"{length + Next(8)} - {Within(length, 1)}"),
                2 => Node.Expression(kind, $"BitOperations.TrailingZeroCount({Integer("ulong", 2)})"),
                3 => Node.Expression(kind, $"BitOperations.PopCount({Integer("ulong", 2)}) - {Next(9)}"),
                4 => Node.Expression(kind, $"{Within(length, 1)} + {Within(length, 1)}"),
                5 => Node.Expression(kind, $"{Within(length, 1)} * {2 + Next(3)}"),
                6 => Node.Expression(kind, $"{Integer("int", 2)} {OneOf(">>", ">>>", "<<")} {Integer("int", 1)}"),
                7 => Node.Expression(kind, $"s_bits[{Within(16, 1)}] {OneOf("+", "-", "^")} {1 + Next(5)}"),
                _ => Integer(kind, 2),
            };
            string check = OneOf($"(uint){index} < {length}", $"{index} is >= 0 and < {length}", $"{index} >= 0 && {index} < {length}", $"!({index} < 0 || {index} > {length - 1})",
                $"(ulong){index} <= {length - 1}");
            return Node.Statement($"{kind} {index} = {value}; if ({check}) {{ {Change(target, type, Node.Expression("int", $"{index}"))} }}");
        }

        private Node OverBits(string target, string type, int length)
        {
            string mask = NewName("mask");
            int width = Math.Min(length, 8);
            Node body = Change(target, type, Node.Expression("int", length == 64 ? (NodeText)$"BitOperations.TrailingZeroCount({mask})" : $"BitOperations.TrailingZeroCount({mask}) & 15"));
            return Next(3) switch
            {
                0 => Node.Statement($"{{ ulong {mask} = {Integer("ulong", 2)} & {(1 << width) - 1}; while ({mask} != 0) {{ {body} {mask} &= {mask} - 1; }} }}"),
                1 => Node.Statement($"for (uint {mask} = {Integer("uint", 2)} & 15; {mask} != 0; {mask} >>= {1 + Next(2)}) {{ {Change(target, type, Node.Expression("int", $"{mask} % {length}"))} }}"),
                _ => Node.Statement($"for (ulong {mask} = (byte){Integer("ulong", 2)}; {mask} > 0; {mask} ^= {mask} & (~{mask} + 1)) {{ {body} }}"),
            };
        }

        private Node OverDigits(string target, string type, int length)
        {
            string rest = NewName("n");
            return OneOf(0, 1) == 0
                ? Node.Statement($"for (uint {rest} = {Integer("ushort", 2)}; {rest} > 0; {rest} /= 10) {{ {Change(target, type, Node.Expression("int", $"{rest} % 10"))} }}")
                : Node.Statement($"{{ ulong {rest} = {Integer("uint", 2)} >> 16; do {{ {Change(target, type, Node.Expression("int", $"{rest} % {Math.Min(length, 16)}"))} {rest} /= {7 + Next(10)}; }} while ({rest} != 0); }}");
        }
    }
}
