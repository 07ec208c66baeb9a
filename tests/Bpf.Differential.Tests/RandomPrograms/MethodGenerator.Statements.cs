namespace Bpf.Differential.Tests.RandomPrograms;

/// <content>Statements.</content>
internal sealed partial class MethodGenerator
{
    private sealed partial class Writer
    {
        private Node DeclareInteger(int depth)
        {
            string type = OneOf(s_integers);
            string name = NewName("v");
            Node node = Node.Statement($"{type} {name} = {Integer(type, depth)};");
            _scope.Places.Add((name, type));
            return node;
        }

        private Node DeclareStruct()
        {
            string type = OneOf(s_structs);
            string name = NewName("s");
            Node node = type switch
            {
                "Cell" when Structs("Cell") is { Count: > 0 } cells => Node.Statement($"Cell {name} = {OneOf(cells)};"),
                "Cell" => Node.Statement($"Cell {name} = Make({Integer("long", 2)}, {Integer("int", 1)});"),
                "Pair" => Node.Statement($"Pair {name} = new({Integer("byte", 1)}, {Integer("short", 1)}, {Integer("nint", 1)});"),
                _ => Node.Statement($"Outer {name} = new() {{ C = {Integer("char", 1)}, P = MakePair({Integer("long", 1)}) }};"),
            };
            DeclareFields(name, type, isReadOnly: false);
            return node;
        }

        private Node DeclareSpan()
        {
            string type = OneOf("int", "int", "byte", "short", "uint", "long");
            string name = NewName("span");
            Node node = Chance(25) && type == "int"
                ? Node.Statement($"Span<int> {name} = [{Integer("int", 1)}, 1, 2, {Integer("int", 1)}, -4, 5, 6, {Integer("int", 0)}];")
                : Node.Statement($"Span<{type}> {name} = stackalloc {type}[{Scope.SpanLength}];");
            _scope.Spans.Add((name, type));
            return node;
        }

        private Node Statement(int depth)
        {
            (string name, string type) = OneOf(_scope.Places);
            switch (Next(depth > 0 ? 26 : 15))
            {
                case 0 or 1 or 2:
                    return Node.Statement($"{name} = {Integer(type, 2 + Next(4) / 3)};");
                case 3 or 4:
                    return Node.Statement($"{name} {OneOf("+=", "-=", "*=", "&=", "|=", "^=")} {Integer(type, 2 + Next(4) / 3)};");
                case 5:
                    return Node.Statement($"{name} {OneOf("<<=", ">>=", ">>>=")} {Integer("int", 2)};");
                case 6:
                    return Node.Statement($"{name} {OneOf("/=", "%=")} ({type}){OneOf("3", "8", "100")};");
                case 7 or 8:
                    return StoreElement();
                case 9 or 10:
                    return OnStruct();
                case 11:
                    return OnStatics();
                case 12:
                    return Swap();
                case 13:
                    return Node.Statement($"{name}{OneOf("++", "--")};");
                case 14:
                    return Node.Statement($"{name} = {Call(type, 2)};");
                case 15 or 16 or 17:
                    return Branch(depth);
                case 18 or 19:
                    return Switch(depth);
                case 20:
                    return Declared(depth);
                case 21:
                    return Node.Statement($"try {{ {Block(depth)} }} finally {{ {Statement(0)} }}");
                default:
                    return Loop(depth);
            }
        }

        private Node Block(int depth)
        {
            var mark = _scope.Mark();
            List<Node> statements = [];
            for (int i = 1 + Next(2); i > 0; i--)
            {
                statements.Add(Statement(depth - 1));
            }

            _scope.Forget(mark);
            return Node.Block(statements);
        }

        // A block with its own names.
        private Node Declared(int depth)
        {
            var mark = _scope.Mark();
            List<Node> statements = [Chance(60) ? DeclareInteger(2) : DeclareStruct()];
            if (Places("int") is { Count: > 1 } places)
            {
                string name = NewName("r");
                statements.Add(Chance(50)
                    ? Node.Statement($"ref int {name} = ref {OneOf(places)};")
                    : Node.Statement($"ref int {name} = ref Choose(ref {OneOf(places)}, ref {OneOf(places)}, {Condition(1 + Next(2))});"));
                _scope.Places.Add((name, "int"));
            }

            for (int i = 1 + Next(2); i > 0; i--)
            {
                statements.Add(Statement(depth - 1));
            }

            _scope.Forget(mark);
            return Node.Statement($"{{ {Node.Block(statements)} }}");
        }

        private Node StoreElement()
        {
            if (_scope.Spans.Count == 0)
            {
                return Node.Statement($"{OneOf(_scope.Places).Name}++;");
            }

            (string name, string type) = OneOf(_scope.Spans);
            Node index = Integer(OneOf("int", "uint", "long", "byte"), 2);
            return Next(8) switch
            {
                0 => Node.Statement($"{name}.Slice({Next(4)}, {1 + Next(4)}).Clear();"),
                1 when type == "byte" => Node.Statement($"{name}.Fill({Integer("byte", 1)});"),
                2 => Node.Statement($"{name}[..4].CopyTo({name}[{4}..]);"),
                3 => Node.Statement($"{name}[^{1 + Next(Scope.SpanLength)}] = {Integer(type, 2)};"),
                4 => Node.Statement($"{name}.Slice((int)({index} & 3), 4)[(int)({Integer("uint", 1)} & 3)] += {Integer(type, 1)};"),
                _ => Node.Statement($"{name}[(int)({index} & {Scope.SpanLength - 1})] {OneOf("=", "=", "+=", "^=", "-=")} {Integer(type, 2 + Next(4) / 3)};"),
            };
        }

        // An element of a span, at an index that is checked in one of several ways.
        private void CheckedIndex(List<Node> body)
        {
            if (_scope.Spans.Count == 0)
            {
                body.Add(DeclareSpan());
            }

            (string span, string element) = OneOf(_scope.Spans);
            string type = OneOf(s_integers);
            string index = NewName("x");
            int lowest = 1 + Next(8) - (type is "int" or "long" or "nint" or "short" or "sbyte" ? 5 : 0), highest = lowest + 1 + Next(Scope.SpanLength - 1);
            Node value = Integer(type, 2);
            body.Add(Chance(50) ? Node.Statement($"{type} {index} = {value};") : Node.Statement($"{type} {index} = ({type})({value} % ({type})20);"));
            string check = OneOf($"{index} is >= {Of(lowest)} and <= {Of(highest)}", $"!({index} < {lowest} || {index} > {highest})",
                $"{index} >= {lowest} && {index} < {highest + 1}", $"{index} > {lowest - 1} && {index} <= {highest}");
            Node use = Chance(60)
                ? Node.Statement($"{span}[(int)({index} - {lowest})] {OneOf("=", "+=", "^=")} {Integer(element, 2)};")
                : Node.Statement($"{OneOf(Places("long"))} += {span}[(int){index} - {lowest}];");
            body.Add(Node.Statement($"if ({check}) {{ {use} }}"));
            _scope.Places.Add((index, type));

            string Of(int constant) => type == "char" ? $"(char){constant}" : $"{constant}";
        }

        private Node OnStruct()
        {
            if (_scope.Structs.Count == 0)
            {
                return Node.Statement($"{OneOf(_scope.Places).Name}--;");
            }

            (string name, string type) = OneOf(_scope.Structs);
            switch (type)
            {
                case "Cell":
                    return Next(5) switch
                    {
                        0 => Node.Statement($"{name} = Make({Integer("long", 2)}, {Integer("int", 2)});"),
                        1 => Node.Statement($"{name}.Turn({Integer("int", 2)});"),
                        2 => Node.Statement($"{name} = {name}.With({Integer("int", 2)});"),
                        3 => Node.Statement($"Step(ref {name}.L, in {name}.I);"),
                        _ => Node.Statement($"{name} = {OneOf(Structs("Cell"))};"),
                    };
                case "Pair":
                    return Next(3) switch
                    {
                        0 => Node.Statement($"{name} += MakePair({Integer("long", 2)});"),
                        1 => Node.Statement($"{name} = {OneOf(Structs("Pair"))};"),
                        _ => Node.Statement($"{name} = {Condition(1 + Next(2))} ? MakePair({Integer("long", 1)}) : default;"),
                    };
                default:
                    return Next(3) switch
                    {
                        0 => Node.Statement($"{name}.Inner = Make({Integer("long", 2)}, {Integer("int", 1)});"),
                        1 => Node.Statement($"{name}.P += new Pair({Integer("byte", 1)}, 7, {Integer("nint", 1)});"),
                        _ => Node.Statement($"{name} = {OneOf(Structs("Outer"))} with {{ C = {Integer("char", 2)} }};"),
                    };
            }
        }

        // A static field keeps its value between runs, so each use sets it first.
        private Node OnStatics()
        {
            (string name, string type) = OneOf(_scope.Places);
            return Next(3) switch
            {
                0 => Node.Statement($"s_state = {Integer("long", 2)}; Step(ref s_state, {Integer("int", 1)}); {name} ^= ({type})s_state;"),
                1 => Node.Statement($"s_word = {Integer("int", 2)}; s_word++; {name} -= ({type})s_word;"),
                _ => Node.Statement($"s_word = {Integer("int", 2)}; {name} = ({type})(s_word > 0 ? s_word : Choose(ref s_word, ref s_word, true));"),
            };
        }

        private Node Swap()
        {
            string type = OneOf(_scope.Places).Type;
            List<string> places = Places(type);
            string first = OneOf(places), second = OneOf(places);
            return first == second
                ? Node.Statement($"{first} = {Integer(type, 2 + Next(4) / 3)};")
                : Node.Statement($"({first}, {second}) = ({second}, {Integer(type, 2)});");
        }

        private Node Branch(int depth) => Chance(50)
            ? Node.Statement($"if ({Condition(1 + Next(2))}) {{ {Block(depth)} }}")
            : Node.Statement($"if ({Condition(1 + Next(2))}) {{ {Block(depth)} }} else {{ {Block(depth)} }}");

        private Node Switch(int depth)
        {
            List<Node> cases = [];
            foreach (string label in OneOf<string[]>(["0", "1", "2", "3", "5", "7"], ["-1", "0", "100", "1000", "int.MinValue"], ["< -50", "0", "> 7 and < 20", ">= 1000"]))
            {
                if (Chance(60))
                {
                    cases.Add(Node.Statement($"case {label}: {{ {Block(depth)} break; }}"));
                }
            }

            string mask = OneOf(" & 7", "", " % 11");
            return Node.Statement($"switch ({Varying("int", 2)}{mask}) {{ {cases} default: {{ {Block(depth)} break; }} }}");
        }

        // Loops are short and share an iteration budget; otherwise the verifier explores too many paths.
        private Node Loop(int depth)
        {
            int bound = 1 + Next(4);
            if (_iterations / bound < 1)
            {
                return Branch(depth);
            }

            int before = _iterations;
            _iterations /= bound * 2;
            string name = NewName("i");
            var mark = _scope.Mark();
            _scope.Values.Add((name, "int"));
            Node body = Block(depth);
            Node exit = Node.Block(Chance(40) ? [Node.Statement($"if ({Condition(1 + Next(2))}) {OneOf("break", "continue")};")] : []);
            Node limit = Integer("uint", 1);
            _scope.Forget(mark);
            Node store = Node.Block(_scope.Spans.Count > 0 && Chance(60)
                ? [Node.Statement($"{OneOf(_scope.Spans).Name}[{name}] ^= {OneOf("1", "3", "77")};")]
                : []);
            Node loop = Next(5) switch
            {
                0 => Node.Statement($"for (int {name} = {bound} - 1; {name} >= 0; {name}--) {{ {body} {exit} {store} }}"),
                1 => Node.Statement($"{{ int {name} = 0; while ({name} < {bound}) {{ {name}++; {exit} {body} }} }}"),
                2 => Node.Statement($"{{ int {name} = 0; do {{ {body} {store} }} while (++{name} < {bound}); }}"),
                3 => Node.Statement($"for (int {name} = 0; {name} < (int)({limit} % {bound + 1}); {name}++) {{ {exit} {body} }}"),
                _ => Node.Statement($"for (int {name} = 0; {name} < {bound}; {name}++) {{ {store} {body} {exit} }}"),
            };
            _iterations = before - Math.Min(before, bound * 2);
            return loop;
        }
    }
}
