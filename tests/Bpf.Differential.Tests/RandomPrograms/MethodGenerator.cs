using System.Collections.Immutable;
using CsCheck;

namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>
/// Generates random methods over integers of all widths, structs, spans, constant data, bounded loops, switches, patterns and calls. Every method
/// compiles, never throws on the CLR, and terminates quickly.
/// </summary>
internal sealed partial class MethodGenerator : Gen<RandomMethod>
{
    /// <summary>The one generator; all of its state is in one run of <see cref="Generate"/>.</summary>
    public static MethodGenerator Instance { get; } = new();

    private static readonly string[] s_integers = ["sbyte", "byte", "short", "ushort", "char", "int", "uint", "long", "ulong", "nint", "nuint"];

    /// <summary>The types that C# arithmetic uses.</summary>
    private static readonly string[] s_words = ["int", "uint", "long", "ulong", "nint", "nuint"];

    /// <summary>From this number on, methods also use indexes that they compared from both sides.</summary>
    public const int FirstWithChecks = 1_000_000;

    /// <summary>
    /// From this number on, indexes are also bit counts, remainders and results of loops over bits and digits, and they also index map values.
    /// </summary>
    public const int FirstWithCounts = 2_000_000;

    /// <summary>Returns the method with a number; a number always produces the same method.</summary>
    public static RandomMethod Method(int number) => Instance.Generate(new PCG(2026, (ulong)number), number >= FirstWithChecks, number >= FirstWithCounts, out _);

    public override RandomMethod Generate(PCG pcg, Size? min, out Size size) => Generate(pcg, hasChecks: false, hasCounts: false, out size);

    private RandomMethod Generate(PCG pcg, bool hasChecks, bool hasCounts, out Size size)
    {
        Writer writer = new(pcg, hasChecks, hasCounts);
        RandomMethod method = writer.Method();
        size = new Size((ulong)method.Size);
        return method;
    }

    /// <summary>The state while one method is written.</summary>
    private sealed partial class Writer(PCG pcg, bool hasChecks, bool hasCounts)
    {
        private readonly List<RandomFunction> _functions = [];
        private readonly List<Signature> _signatures = [];
        private Scope _scope = new();
        private int _names;
        private int _iterations;

        public RandomMethod Method()
        {
            for (int i = Next(5) / 2; i > 0; i--)
            {
                AddFunction();
            }

            _scope = new Scope();
            _scope.Places.AddRange([("a", "long"), ("b", "long")]);
            _iterations = 6;
            List<Node> body = [];
            Declarations(body);
            for (int i = 1 + Next(3); i > 0; i--)
            {
                body.Add(Statement(2));
            }

            for (int i = hasCounts ? 1 : hasChecks ? 2 : 0; i > 0; i--)
            {
                CheckedIndex(body);
            }

            if (hasCounts)
            {
                CountedIndexes(body);
            }

            body.Add(Result());
            return new RandomMethod([.. _functions], Node.Block(body));
        }

        private void Declarations(List<Node> body)
        {
            for (int i = 1 + Next(3); i > 0; i--)
            {
                body.Add(DeclareInteger(1 + Next(2)));
            }

            for (int i = Next(3); i > 0; i--)
            {
                body.Add(DeclareStruct());
            }

            if (Next(3) > 0)
            {
                body.Add(DeclareSpan());
            }
        }

        // Everything that could be wrong goes into the result.
        private Node Result()
        {
            List<Node> terms = [];
            foreach ((string name, string _) in _scope.Places)
            {
                terms.Add(Node.Statement($"result = result * 31 + (long){name};"));
            }

            foreach ((string name, string _) in _scope.Spans)
            {
                terms.Add(Node.Statement($"foreach (var item in {name}) result = result * 31 + (long)item;"));
            }

            return Node.Statement($"long result = 17;\n{Node.Block(terms)}return result;");
        }

        private int Next(int count) => (int)pcg.Next((uint)count);

        private bool Chance(int percent) => Next(100) < percent;

        private T OneOf<T>(params IReadOnlyList<T> choices) => choices[Next(choices.Count)];

        private string NewName(string stem) => $"{stem}{_names++}";
    }

    /// <summary>A parameter of a function: <c>ref</c>, <c>out</c> or <c>in</c>, or nothing.</summary>
    private readonly record struct Parameter(string Mode, string Type);

    private sealed record Signature(string Name, string Result, ImmutableArray<Parameter> Parameters);
}
