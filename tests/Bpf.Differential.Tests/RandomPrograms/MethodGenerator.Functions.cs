using System.Collections.Immutable;

namespace Bpf.Differential.Tests.RandomPrograms;

/// <content>Functions and their calls.</content>
internal sealed partial class MethodGenerator
{
    private sealed partial class Writer
    {
        private static readonly string[] s_structs = ["Cell", "Pair", "Outer"];

        private void AddFunction()
        {
            _scope = new Scope();
            _iterations = 4;
            List<Parameter> parameters = [];
            List<string> declared = [];
            List<Node> body = [];
            for (int i = 1 + Next(4); i > 0; i--)
            {
                Parameter parameter = NewParameter();
                string name = NewName("p");
                parameters.Add(parameter);
                declared.Add($"{parameter.Mode} {parameter.Type} {name}");
                if (parameter.Mode == "out")
                {
                    body.Add(new Node(NodeKind.Statement, "", [$"{name} = default;"]));
                }

                Declare(name, parameter);
            }

            if (_scope.Places.Count == 0)
            {
                parameters.Add(new Parameter("", "int"));
                declared.Add("int p");
                _scope.Places.Add(("p", "int"));
            }

            string result = Chance(20) ? OneOf(s_structs[..2]) : OneOf(s_integers);
            string function = $"{RandomMethod.Prefix}_{NewName("F")}";
            for (int i = 1 + Next(3); i > 0; i--)
            {
                body.Add(Statement(1));
            }

            body.Add(result switch
            {
                "Cell" => Node.Statement($"return Make({Integer("long", 2)}, {Integer("int", 1)});"),
                "Pair" => Node.Statement($"return new Pair({Integer("byte", 1)}, {Integer("short", 2)}, {Integer("nint", 1)});"),
                _ => Node.Statement($"return {Integer(result, 2)};"),
            });
            string attribute = Chance(30) ? "[MethodImpl(MethodImplOptions.NoInlining)]\n" : "";
            _functions.Add(new RandomFunction($"{attribute}static {result} {function}({string.Join(", ", declared)})", Node.Block(body)));
            _signatures.Add(new Signature(function, result, [.. parameters]));
        }

        private Parameter NewParameter() => Next(10) switch
        {
            0 or 1 => new Parameter("ref", OneOf(s_integers)),
            2 => new Parameter("out", OneOf(s_integers)),
            3 => new Parameter("in", OneOf(s_integers)),
            4 => new Parameter("", OneOf(s_structs[..2])),
            5 => new Parameter(OneOf("ref", "in"), OneOf(s_structs[..2])),
            6 => new Parameter("", "Span<int>"),
            _ => new Parameter("", OneOf(s_integers)),
        };

        private void Declare(string name, Parameter parameter)
        {
            if (parameter.Type == "Span<int>")
            {
                _scope.Spans.Add((name, "int"));
            }
            else if (s_structs.Contains(parameter.Type))
            {
                DeclareFields(name, parameter.Type, parameter.Mode == "in");
            }
            else
            {
                (parameter.Mode == "in" ? _scope.Values : _scope.Places).Add((name, parameter.Type));
            }
        }

        private void DeclareFields(string name, string type, bool isReadOnly)
        {
            (string Name, string Type)[] fields = type switch
            {
                "Cell" => [("S", "sbyte"), ("U", "uint"), ("L", "long"), ("H", "ushort"), ("I", "int")],
                "Pair" => [("A", "byte"), ("B", "short"), ("N", "nint")],
                _ => [("P.A", "byte"), ("P.N", "nint"), ("C", "char"), ("Inner.H", "ushort"), ("Inner.L", "long")],
            };
            if (!isReadOnly)
            {
                _scope.Structs.Add((name, type));
            }

            (isReadOnly ? _scope.Values : _scope.Places).AddRange(fields.Select(field => ($"{name}.{field.Name}", field.Type)));
        }

        private Node Call(string type, int depth)
        {
            if (_signatures.Count > 0 && _iterations > 0 && Chance(60) && TryArguments(OneOf(_signatures), depth) is { } call)
            {
                return Node.Expression(type, $"{call}");
            }

            string word = OneOf(s_words);
            switch (Next(6))
            {
                case 0:
                    return Node.Expression(type, $"Mix({Integer("long", depth - 1)}, {Integer("int", depth - 2)})");
                case 1:
                    return Node.Expression(type, $"Fold({Integer("ulong", depth - 1)}, {Integer("byte", depth - 2)})");
                case 2:
                    return Node.Expression(type, $"Pick({Integer(word, depth - 1)}, {Integer(word, depth - 1)})");
                case 3:
                    return Node.Expression(type, $"Larger({Integer(word, depth - 1)}, {Integer(word, depth - 1)})");
                case 4 when Places("int") is { Count: > 1 } places:
                    return Node.Expression(type, $"Choose(ref {OneOf(places)}, ref {OneOf(places)}, {Condition(depth - 1)})");
                case 5 when Spans("int") is { Count: > 0 } spans:
                    int start = Next(6);
                    return Node.Expression(type, $"SumOf({OneOf(spans)}.Slice({start}, {1 + Next(Scope.SpanLength - start)}))");
                default:
                    return Leaf(type);
            }
        }

        // Null when there is nothing to refer to.
        private Node? TryArguments(Signature signature, int depth)
        {
            List<object> parts = [$"{signature.Name}("];
            foreach (Parameter parameter in signature.Parameters)
            {
                if (parts.Count > 1)
                {
                    parts.Add(", ");
                }

                if (parameter.Type == "Span<int>")
                {
                    if (Spans("int") is not { Count: > 0 } spans)
                    {
                        return null;
                    }

                    parts.Add(OneOf(spans));
                }
                else if (s_structs.Contains(parameter.Type))
                {
                    if (Structs(parameter.Type) is not { Count: > 0 } structs)
                    {
                        return null;
                    }

                    parts.Add($"{parameter.Mode} {OneOf(structs)}");
                }
                else if (parameter.Mode is "ref" or "out")
                {
                    if (Places(parameter.Type) is not { Count: > 0 } places)
                    {
                        return null;
                    }

                    parts.Add($"{parameter.Mode} {OneOf(places)}");
                }
                else
                {
                    parts.Add(Integer(parameter.Type, depth - 2));
                }
            }

            parts.Add(signature.Result switch { "Cell" => ").I", "Pair" => ").N", _ => ")" });
            return new Node(NodeKind.Piece, "", [.. parts]);
        }

        private List<string> Spans(string type) => [.. _scope.Spans.Where(span => span.Type == type).Select(span => span.Name)];
    }
}
