namespace Bpf.Differential.Tests.RandomPrograms;

/// <content>Expressions.</content>
internal sealed partial class MethodGenerator
{
    private sealed partial class Writer
    {
        /// <summary>An expression of an integer type.</summary>
        private Node Integer(string type, int depth)
        {
            if (depth <= 0)
            {
                return Leaf(type);
            }

            string word = OneOf(s_words);
            switch (Next(22))
            {
                case 0 or 1 or 2 or 3:
                    return Node.Expression(type, $"{Integer(word, depth - 1)} {OneOf("+", "-", "*", "&", "|", "^")} {Integer(word, depth - 1)}");
                case 4:
                    return Node.Expression(type, $"{OneOf("Quotient", "Remainder")}({Integer(word, depth - 1)}, {Integer(word, depth - 1)})");
                case 5:
                    return Divided(type, word, depth);
                case 6 or 7:
                    return Node.Expression(type, $"{Integer(word, depth - 1)} {OneOf("<<", ">>", ">>>")} {Integer("int", depth - 2)}");
                case 8:
                    return Node.Expression(type, word is "ulong" or "nuint" ? $"~{Integer(word, depth - 1)}" : (NodeText)$"{OneOf("-", "~")}{Integer(word, depth - 1)}");
                case 9 or 10:
                    return Node.Expression(type, $"{Condition(depth - 1)} ? {Integer(type, depth - 1)} : {Integer(type, depth - 1)}");
                case 11 or 12:
                    return Element(type, depth);
                case 13 or 14:
                    return Call(type, depth);
                case 15:
                    return Base(type, word, depth);
                case 16:
                    return SwitchExpression(type, depth);
                case 17:
                    return Mutation(type, depth);
                case 18:
                    return OfStruct(type, depth);
                case 19:
                    return Node.Expression(type, $"({Condition(depth - 1)} ? {Integer("int", depth - 1)} : (int?)null) ?? {Integer("int", depth - 2)}");
                default:
                    return Node.Expression(type, $"{Integer(OneOf(s_integers), depth - 1)}");
            }
        }

        private Node Leaf(string type)
        {
            switch (Next(5))
            {
                case 0:
                    // Constants between 32 and 63, and between 64 and 127, would be reported as counts of shifts (BPF0149).
                    return Node.Expression(type, $"{OneOf("0", "1", "-1", "2", "7", "31", "192", "255", "0x7FFF", "int.MinValue", "int.MaxValue", "uint.MaxValue",
                        "long.MinValue", "0x8000_0000_0000", "-20_000", "1 << 30")}");
                case 1 when _scope.Values.Count > 0:
                    return Node.Expression(type, $"{OneOf(_scope.Values).Name}");
                default:
                    return Node.Expression(type, $"{OneOf(_scope.Places).Name}");
            }
        }

        // A divisor that is not zero and, if signed, not -1.
        private Node Divided(string type, string word, int depth)
        {
            string operation = OneOf("/", "%");
            bool isSigned = word is "int" or "long" or "nint";
            Node dividend = Integer(word, depth - 1);
            return Next(3) switch
            {
                0 => Node.Expression(type, $"{dividend} {operation} {OneOf("1", "2", "3", "7", "8", "10", "100", "1000", "0x10000", "65_537")}"),
                1 when isSigned => Node.Expression(type, $"{dividend} {operation} {OneOf("-2", "-3", "-8", "-1000")}"),
                2 when !isSigned => Node.Expression(type, $"{dividend} {operation} ({Integer(word, depth - 1)} | 1)"),
                _ => Node.Expression(type, $"{dividend} {operation} (({Integer(word, depth - 1)} & 0xFFF) | 1)"),
            };
        }

        private Node Condition(int depth)
        {
            string word = OneOf(s_words);
            switch (depth > 0 ? Next(12) : 11)
            {
                case 0 or 1:
                    return Node.Expression("bool", $"{Condition(depth - 1)} {OneOf("&&", "||")} {Condition(depth - 1)}");
                case 2:
                    return Node.Expression("bool", $"{Condition(depth - 1)} {OneOf("&", "|", "^", "==", "!=")} {Condition(depth - 1)}");
                case 3:
                    return Node.Expression("bool", $"!{Condition(depth - 1)}");
                case 4:
                    return Node.Expression("bool", $"{Varying("int", depth - 1)} is {OneOf("> 3 and < 100", "< -5 or 42", "not (0 or 7)", ">= 0", "0 or 1 or 2 or 31", "< 0 or > 1000")}");
                case 5:
                    return Node.Expression("bool", $"{Varying("char", depth - 1)} is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_'");
                case 6 when Places("int") is { Count: > 0 } places:
                    return Node.Expression("bool", $"Bump(ref {OneOf(places)}, {Integer("int", depth - 1)})");
                case 7 when Places("long") is { Count: > 0 } places:
                    return Node.Expression("bool", $"TryHalf({Integer("long", depth - 1)}, out {OneOf(places)})");
                case 8:
                    return Node.Expression("bool", $"new Point({Integer("int", depth - 1)}, {Integer("long", depth - 1)}) {OneOf("==", "!=")} new Point({Integer("int", 0)}, {Integer("long", 0)})");
                case 9:
                    return Node.Expression("bool", $"({Varying("int", depth - 1)}, {Varying("long", 0)}) is (> 0, < 100) or (0, _)");
                default:
                    return Node.Expression("bool", $"{Integer(word, depth - 1)} {OneOf("<", "<=", ">", ">=", "==", "!=")} {Integer(word, depth - 1)}");
            }
        }

        // Roslyn refuses patterns over constants that can never match.
        private Node Varying(string type, int depth) => Node.Expression(type, $"{Integer("long", depth)} ^ {Variable("long")}");

        private Node Variable(string type) => Node.Expression(type, $"{OneOf(_scope.Places).Name}");

        private Node Element(string type, int depth)
        {
            Node index = Integer(OneOf("int", "int", "uint", "long", "ulong", "byte"), depth - 1);
            switch (Next(6))
            {
                case 0:
                    return Node.Expression(type, $"s_table[{index} & 7]");
                case 1:
                    return Node.Expression(type, $"s_wide[{index} & 3]");
                case 2:
                    return Node.Expression(type, $"Shorts[(int)({index} & 7)]");
                case 3:
                    return Node.Expression(type, $"Letters[(int)({index} & 15)]");
                default:
                    return _scope.Spans.Count == 0 ? Leaf(type)
                        : Node.Expression(type, $"{OneOf(_scope.Spans).Name}[(int)({index} & {Scope.SpanLength - 1})]");
            }
        }

        private Node Base(string type, string word, int depth)
        {
            Node value = Integer(word, depth - 1);
            return Next(12) switch
            {
                0 => Node.Expression(type, $"Math.Min({value}, {Integer(word, depth - 1)})"),
                1 => Node.Expression(type, $"Math.Max({value}, {Integer(word, depth - 1)})"),
                2 => Node.Expression(type, $"Math.Abs({Integer("int", depth - 1)} >> 1)"),
                3 => Node.Expression(type, $"BitOperations.PopCount({Integer("ulong", depth - 1)})"),
                4 => Node.Expression(type, $"BitOperations.{OneOf("RotateLeft", "RotateRight")}({Integer(OneOf("uint", "ulong"), depth - 1)}, {Integer("int", depth - 2)})"),
                5 => Node.Expression(type, $"BitOperations.LeadingZeroCount({Integer(OneOf("uint", "ulong"), depth - 1)})"),
                6 => Node.Expression(type, $"TrailingZeros({Integer(OneOf("int", "long", "uint", "ulong"), depth - 1)})"),
                7 => Node.Expression(type, $"BitOperations.Log2({Integer(OneOf("uint", "ulong"), depth - 1)})"),
                8 => Node.Expression(type, $"System.Buffers.Binary.BinaryPrimitives.ReverseEndianness({Integer(OneOf("short", "ushort", "int", "uint", "long", "ulong"), depth - 1)})"),
                9 => Node.Expression(type, $"Math.Clamp({Integer("long", depth - 1)}, -1000, 1L << 33)"),
                10 => Node.Expression(type, $"Math.Sign({Integer("long", depth - 1)})"),
                _ => Node.Expression(type, $"Name((Color){Integer("byte", depth - 1)})"),
            };
        }

        private Node SwitchExpression(string type, int depth)
        {
            Node value = Varying("int", depth - 1);
            Node Arm() => Integer(type, depth - 1);
            return Next(3) switch
            {
                0 => Node.Expression(type, $"({value} & 15) switch {{ 0 => {Arm()}, 1 or 2 => {Arm()}, > 9 and < 13 => {Arm()}, var x when x > {Next(14)} => {Integer(type, 0)}, _ => {Arm()} }}"),
                1 => Node.Expression(type, $"{value} switch {{ < -100 => {Arm()}, < 0 => {Arm()}, 0 => {Arm()}, > 1000 => {Arm()}, _ => {Arm()} }}"),
                _ => Node.Expression(type, $"({value} & 3, {Varying("long", 0)} > 5) switch {{ (0, true) => {Arm()}, (1, _) => {Arm()}, (> 1, false) => {Arm()}, _ => {Arm()} }}"),
            };
        }

        private Node Mutation(string type, int depth)
        {
            (string name, string held) = OneOf(_scope.Places);
            return Next(4) switch
            {
                0 => Node.Expression(type, $"{name}++"),
                1 => Node.Expression(type, $"--{name}"),
                2 => Node.Expression(type, $"{name} {OneOf("+=", "-=", "^=", "*=")} {Integer(held, depth - 1)}"),
                _ => Node.Expression(type, $"{name} = {Integer(held, depth - 1)}"),
            };
        }

        private Node OfStruct(string type, int depth)
        {
            switch (Next(7))
            {
                case 0:
                    return Node.Expression(type, $"Make({Integer("long", depth - 1)}, {Integer("int", depth - 2)}).{OneOf("S", "U", "L", "H", "I", "Sum")}");
                case 1:
                    return Node.Expression(type, $"(MakePair({Integer("long", depth - 1)}) + MakePair({Integer("long", depth - 2)})).{OneOf("A", "B", "N")}");
                case 2:
                    return Node.Expression(type, $"new Point({Integer("int", depth - 1)}, {Integer("long", depth - 2)})[{Integer("int", depth - 1)}]");
                case 3:
                    return Node.Expression(type, $"(s_origin with {{ X = {Integer("int", depth - 1)} }}).{OneOf("X", "Y")}");
                case 4:
                    string word = OneOf(s_words);
                    return Node.Expression(type, $"new Holder<{word}> {{ Value = {Integer(word, depth - 1)} }}.Plus({Integer(word, depth - 2)})");
                case 5 when Structs("Cell") is { Count: > 0 } cells:
                    return Node.Expression(type, OneOf(0, 1) == 0 ? $"{OneOf(cells)}.Sum" : (NodeText)$"{OneOf(cells)}.With({Integer("int", depth - 1)}).{OneOf("U", "H", "I")}");
                case 6 when Structs("Cell") is { Count: > 0 } cells && Structs("Pair") is { Count: > 0 } pairs:
                    return Node.Expression(type, OneOf(0, 1) == 0 ? $"Total({OneOf(cells)}, {OneOf(pairs)})" : (NodeText)$"Weigh({OneOf(cells)}, ref {OneOf(pairs)})");
                default:
                    return Node.Expression(type, $"Total(Make({Integer("long", 0)}, {Integer("int", 0)}), MakePair({Integer("long", depth - 1)}))");
            }
        }

        private List<string> Places(string type) => [.. _scope.Places.Where(place => place.Type == type).Select(place => place.Name)];

        private List<string> Structs(string type) => [.. _scope.Structs.Where(item => item.Type == type).Select(item => item.Name)];
    }
}
