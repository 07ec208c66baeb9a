using Bpf.Differential.Tests.RandomPrograms;

namespace Bpf.Differential.Tests.RandomStores;

/// <content>Places to write to, and expressions.</content>
internal sealed partial class StoreWriter
{
    private List<StoreMember> Arrays => [.. _members.Where(member => member.Kind == StoreMemberKind.Array)];

    private List<StoreMember> Maps => [.. _members.Where(member => member.Kind == StoreMemberKind.Map)];

    /// <summary>A place of any type, and its type.</summary>
    private (Node Access, string Type) AnyPlace()
    {
        int choice = Next(10);
        if (choice < 4 && Arrays is { Count: > 0 } arrays)
        {
            StoreMember array = OneOf(arrays);
            return (Piece($"{array.Access}[{Index(StoreMember.ArrayLength)}]"), array.Type);
        }

        if (choice < 6 && _spans.Count > 0)
        {
            (string access, string type) = OneOf(_spans);
            return (Piece($"{access}[{Index(StoreMember.ArrayLength)}]"), type);
        }

        (string root, string rootType) = OneOf(_roots);
        return (Piece($"{root}"), rootType);
    }

    /// <summary>A place of a number.</summary>
    private (Node Access, string Type) Number()
    {
        (Node access, string type) = AnyPlace();
        while (!s_integers.Contains(type))
        {
            (access, type) = Part(access, type);
        }

        return (access, type);
    }

    /// <summary>A place of one of some types; null if there is none.</summary>
    private (Node Access, string Type)? PlaceOf(params string[] types)
    {
        for (int i = 0; i < 12; i++)
        {
            (Node access, string type) = AnyPlace();
            while (true)
            {
                if (types.Contains(type))
                {
                    return (access, type);
                }

                if (s_integers.Contains(type))
                {
                    break;
                }

                (access, type) = Part(access, type);
            }
        }

        return null;
    }

    // Atomics and references need aligned memory.
    private (Node Access, string Type)? AlignedPlaceOf(params string[] types)
    {
        for (int i = 0; i < 4; i++)
        {
            if (PlaceOf(types) is { } place && !place.Access.ToString().Contains("/*packed*/", StringComparison.Ordinal))
            {
                return place;
            }
        }

        return null;
    }

    // The verifier refuses atomics on the stack at a variable offset.
    private (Node Access, string Type)? AtomicPlace()
        => AlignedPlaceOf("int", "long", "uint", "ulong") is { } place && !place.Access.ToString().Contains("stack", StringComparison.Ordinal) ? place : null;

    private (Node Access, string Type) Part(Node owner, string type) => type switch
    {
        "Pair" => OneOf((Piece($"{owner}.A"), "byte"), (Piece($"{owner}.B"), "sbyte"), (Piece($"{owner}.C"), "short"), (Piece($"{owner}.D"), "uint")),
        "Cell" => OneOf((Piece($"{owner}.L"), "long"), (Piece($"{owner}.I"), "int"), (Piece($"{owner}.H"), "ushort"), (Piece($"{owner}.X"), "byte"), (Piece($"{owner}.Inner"), "int")),
        "Mixed" => OneOf((Piece($"{owner}.Whole"), "ulong"), (Piece($"{owner}.Low"), "uint"), (Piece($"{owner}.High"), "uint"), (Piece($"{owner}.Top"), "byte"),
            (Piece($"{owner}.P"), "Pair"), (Piece($"{owner}.Both"), "long"), (Piece($"{owner}.Middle"), "short")),
        "Packed" => OneOf((Piece($"{owner}/*packed*/.B"), "byte"), (Piece($"{owner}/*packed*/.I"), "int"), (Piece($"{owner}/*packed*/.L"), "long"), (Piece($"{owner}/*packed*/.S"), "short")),
        "Outer" => OneOf((Piece($"{owner}.P"), "Pair"), (Piece($"{owner}.C"), "Cell"), (Piece($"{owner}.W[{Index(8)}]"), "ushort"), (Piece($"{owner}.F[{SafeIndex(4)}]"), "int"),
            (Piece($"{owner}.T.Item1"), "long"), (Piece($"{owner}.T.Item2"), "int"), (Piece($"{owner}.T.Item3"), "short"), (Piece($"{owner}.T.Item5"), "sbyte")),
        "Buffers" => OneOf((Piece($"{owner}.B[{SafeIndex(16)}]"), "byte"), (Piece($"{owner}.I[{SafeIndex(4)}]"), "int"), (Piece($"{owner}.L[{SafeIndex(4)}]"), "long")),
        "Point" => OneOf((Piece($"{owner}.X"), "int"), (Piece($"{owner}.Y"), "int")),
        "Eight<int>" => (Piece($"{owner}[{Index(8)}]"), "int"),
        "Eight<byte>" => (Piece($"{owner}[{Index(8)}]"), "byte"),
        "Eight<long>" => (Piece($"{owner}[{Index(8)}]"), "long"),
        "Eight<Pair>" => (Piece($"{owner}[{Index(8)}]"), "Pair"),
        _ => throw new InvalidOperationException(type),
    };

    private Node Index(int length) => isOutOfRange && Chance(LooseIndexes) ? LooseIndex(length) : SafeIndex(length);

    // Fixed buffers and pointers, which C# does not check.
    private Node SafeIndex(int length)
        => Chance(40) ? Piece($"{Next(length)}") : Piece($"(int)(({Leaf("long")} {OneOf("+", "^", "-", ">>")} {Leaf("int")}) & {length - 1})");

    /// <summary>An expression of an integer type.</summary>
    private Node Value(string type, int depth)
    {
        if (depth <= 0)
        {
            return Leaf(type);
        }

        switch (Next(14))
        {
            case 0 or 1 or 2 or 3:
                string word = OneOf(s_words);
                return Node.Expression(type, $"{Value(word, depth - 1)} {OneOf("+", "-", "*", "&", "|", "^")} {Value(word, depth - 1)}");
            case 4:
                return Node.Expression(type, $"{Value(OneOf(s_words), depth - 1)} {OneOf("<<", ">>", ">>>")} {Value("int", depth - 1)}");
            case 5:
                return Node.Expression(type, $"{Condition(depth - 1)} ? {Value(type, depth - 1)} : {Value(type, depth - 1)}");
            case 6 or 7 or 8:
                return Node.Expression(type, $"{Number().Access}");
            case 9 when AlignedPlaceOf("Cell") is { } cell:
                return Node.Expression(type, OneOf(0, 1) == 0 ? $"Sum(in {cell.Access})" : (NodeText)$"{cell.Access}.Part");
            case 10 when Arrays.Find(array => array.Type == "int") is { } numbers:
                return Node.Expression(type, OneOf(0, 1) == 0 ? $"Total({numbers.Access})" : (NodeText)$"{numbers.Access}[^{1 + Next(8)}] + {numbers.Access}.Length");
            case 11 when AtomicPlace() is { } atomic:
                return Atomic(type, atomic);
            case 12 when AlignedPlaceOf("int") is { } exchanged:
                return Node.Expression(type, $"Exchange(ref {exchanged.Access}, {Value("int", depth - 1)})");
            default:
                return Leaf(type);
        }
    }

    private Node Atomic(string type, (Node Access, string Type) place) => Next(7) switch
    {
        0 => Node.Expression(type, $"Interlocked.Increment(ref {place.Access})"),
        1 => Node.Expression(type, $"Interlocked.Decrement(ref {place.Access})"),
        2 => Node.Expression(type, $"Interlocked.Exchange(ref {place.Access}, {Value(place.Type, 1)})"),
        3 => Node.Expression(type, $"Interlocked.CompareExchange(ref {place.Access}, {Value(place.Type, 0)}, {Value(place.Type, 0)})"),
        4 => Node.Expression(type, $"Interlocked.{OneOf("And", "Or")}(ref {place.Access}, {Value(place.Type, 0)})"),
        5 => Node.Expression(type, $"Volatile.Read(ref {place.Access})"),
        _ => Node.Expression(type, $"Interlocked.Add(ref {place.Access}, {Value(place.Type, 1)})"),
    };

    private Node Leaf(string type) => Next(4) switch
    {
        0 => Node.Expression(type, $"{OneOf("0", "1", "-1", "7", "255", "0x7FFF", "int.MinValue", "uint.MaxValue", "long.MaxValue", "0x1234_5678_9ABC", "-20_000")}"),
        1 => Node.Expression(type, $"{OneOf(_values.Where(value => s_integers.Contains(value.Type)).ToList()).Access}"),
        _ => Node.Expression(type, $"{OneOf("a", "b", "x", "y")}"),
    };

    private Node Condition(int depth) => Node.Expression("bool", $"{Value("long", depth)} {OneOf("<", ">", "==", "!=", "<=")} {Value("long", depth)}");

    /// <summary>A struct as a value.</summary>
    private Node Struct(string type)
    {
        if (Chance(50) && PlaceOf(type) is { } place)
        {
            return Piece($"{place.Access}");
        }

        return type switch
        {
            "Pair" => OneOf(0, 1) == 0 ? Piece($"new Pair({Value("int", 1)})") : Piece($"new Pair {{ C = {Value("short", 1)}, D = {Value("uint", 1)} }}"),
            "Cell" => Piece($"new Cell {{ L = {Value("long", 1)}, I = {Value("int", 1)}, K = (Color){Value("byte", 1)} }}"),
            "Point" => Piece($"new Point({Value("int", 1)}, {Value("int", 1)}).Flipped()"),
            "Mixed" => Piece($"new Mixed {{ Whole = {Value("ulong", 1)}, P = new Pair({Value("int", 1)}) }}"),
            "Packed" => Piece($"new Packed {{ I = {Value("int", 1)}, S = {Value("short", 1)} }}"),
            _ => Piece($"default({type})"),
        };
    }

    private static Node Piece(NodeText text) => new(NodeKind.Piece, "", text.ToParts());
}
