using Bpf.Differential.Tests.RandomPrograms;

namespace Bpf.Differential.Tests.RandomStores;

/// <content>Statements.</content>
internal sealed partial class StoreWriter
{
    private const int MostRounds = 64;

    private Node Statement(int depth)
    {
        if (isOutOfRange && Chance(LooseStatements))
        {
            return LooseStatement();
        }

        (Node place, string type) = Number();
        switch (Next(depth > 0 ? 34 : 22))
        {
            case 0 or 1 or 2:
                return Node.Statement($"{place} = {Value(type, 2)};");
            case 3 or 4 or 5:
                return Node.Statement($"{place} {OneOf("+=", "-=", "*=", "&=", "|=", "^=")} {Value(type, 2)};");
            case 6:
                return Node.Statement($"{place}{OneOf("++", "--")};");
            case 7:
                return Node.Statement($"{place} {OneOf("<<=", ">>=", ">>>=")} {Value("int", 1)};");
            case 8 or 9:
                string copied = OneOf(s_structs);
                return PlaceOf(copied) is { } target ? Node.Statement($"{target.Access} = {Struct(copied)};") : Node.Statement($"{place}++;");
            case 10 when AlignedPlaceOf([.. s_elements]) is { } left && AlignedPlaceOf(left.Type) is { } right:
                return Node.Statement($"Swap(ref {left.Access}, ref {right.Access});");
            case 11 when PlaceOf([.. s_integers]) is { } left && PlaceOf(left.Type) is { } right:
                return Node.Statement($"({left.Access}, {right.Access}) = ({right.Access}, {left.Access});");
            case 12 when AlignedPlaceOf("int", "long", "uint") is { } left && AlignedPlaceOf(left.Type) is { } right:
                return Node.Statement($"Choose(ref {left.Access}, ref {right.Access}, {Condition(1)}) {OneOf("=", "+=", "^=")} {Value(left.Type, 2)};");
            case 13 when AlignedPlaceOf("Pair") is { } pair:
                return Next(4) switch
                {
                    0 => Node.Statement($"{pair.Access}.Turn({Value("int", 1)});"),
                    1 => Node.Statement($"{pair.Access} = {pair.Access}.With({Value("int", 1)});"),
                    2 => Node.Statement($"{pair.Access} += {Struct("Pair")};"),
                    _ => Node.Statement($"Make(out {pair.Access}, {Value("int", 1)});"),
                };
            case 14 when AlignedPlaceOf("Cell") is { } cell:
                return Chance(70) ? Node.Statement($"{cell.Access}.Part {OneOf("=", "+=")} {Value("int", 1)};") : Node.Statement($"{cell.Access}.Clear();");
            case 15 when AtomicPlace() is { } atomic:
                return Node.Statement($"{place} = {Atomic(type, atomic)};");
            case 16 when AlignedPlaceOf("int", "long", "uint", "ulong") is { } written:
                return Node.Statement($"Volatile.Write(ref {written.Access}, {Value(written.Type, 1)});");
            case 17 when AlignedPlaceOf("long") is { } put:
                return Node.Statement($"Put(ref {put.Access}, {Value("long", 2)});");
            case 18 when AlignedPlaceOf("long", "ulong") is { } wide:
                return Node.Statement($"Unsafe.Add(ref Unsafe.As<{wide.Type}, {OneOf("short", "byte", "ushort")}>(ref {wide.Access}), {Next(4)}) {OneOf("=", "^=")} {Piece($"(byte)({Value("int", 1)})")};");
            case 19 when PlaceOf("uint", "int") is { } any:
                return Node.Statement($"Unsafe.WriteUnaligned(ref Unsafe.As<{any.Type}, byte>(ref {any.Access}), {Value("ushort", 1)});");
            case 20 or 21:
                return OnSpan();
            case 22 or 23:
                return Reference(depth);
            case 24 or 25:
                return Spans(depth);
            case 26 or 27:
                return Map(depth);
            case 28 or 29:
                return Loop(depth);
            case 30:
                return Pinned();
            case 31:
                return Local(depth);
            case 32 or 33:
                return Node.Statement($"if ({Condition(1)}) {{ {Block(depth)} }} else {{ {Block(depth)} }}");
            default:
                return Node.Statement($"{place} ^= {Value(type, 1)};");
        }
    }

    private Node Block(int depth)
    {
        (int roots, int values, int spans) = (_roots.Count, _values.Count, _spans.Count);
        List<Node> statements = [];
        for (int i = 1 + Next(3); i > 0; i--)
        {
            statements.Add(Statement(depth - 1));
        }

        _roots.RemoveRange(roots, _roots.Count - roots);
        _values.RemoveRange(values, _values.Count - values);
        _spans.RemoveRange(spans, _spans.Count - spans);
        return Node.Block(statements);
    }

    private Node Within(int depth, string declaration, (string, string)? root = null, (string, string)? span = null, Node? first = null)
    {
        if (root is { } newRoot)
        {
            _roots.Add(newRoot);
        }

        if (span is { } newSpan)
        {
            _spans.Add(newSpan);
        }

        Node block = Block(depth);
        if (root is not null)
        {
            _roots.RemoveAt(_roots.Count - 1);
        }

        if (span is not null)
        {
            _spans.RemoveAt(_spans.Count - 1);
        }

        return Node.Statement($"{{ {declaration}{first ?? Piece($"")}; {block} }}");
    }

    private Node Reference(int depth)
    {
        if (AlignedPlaceOf([.. s_structs, "int", "long", "ushort", "byte"]) is not { } place)
        {
            return Node.Statement($"x++;");
        }

        string name = NewName(place.Access.ToString().Contains("stack", StringComparison.Ordinal) ? "stack" : "r");
        Node target = Piece($"{place.Access}");
        return Within(depth, $"ref {place.Type} {name} = ref ", (name, place.Type), first: target);
    }

    private Node Local(int depth)
    {
        string type = OneOf("Pair", "Cell", "Mixed", "Packed", "Point", "Eight<int>");
        string name = NewName("stack");
        return Within(depth, $"{type} {name} = ", (name, type), first: Struct(type));
    }

    private Node Spans(int depth)
    {
        string name = NewName("span");
        switch (Next(6))
        {
            case 0 or 1 when Arrays is { Count: > 0 } arrays:
                StoreMember array = OneOf(arrays);
                string made = OneOf($"{array.Access}", $"{array.Access}.AsSpan()", $"new Span<{array.Type}>({array.Access})", $"{array.Access}.AsSpan(0, 8)",
                    $"MemoryMarshal.CreateSpan(ref {array.Access}[0], 8)", $"MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference({array.Access}), 8)");
                return Within(depth, $"Span<{array.Type}> {name} = {made}", span: (name, array.Type));
            case 2 when Roots("Eight<int>", "Eight<byte>", "Eight<Pair>", "Eight<long>") is { Count: > 0 } inline:
                (string access, string type) = OneOf(inline);
                name = access.Contains("stack", StringComparison.Ordinal) ? NewName("stack") : name;
                string element = type[6..^1];
                return Within(depth, $"Span<{element}> {name} = {access}", span: (name, element));
            case 3 when Roots("Cell", "Mixed", "Pair") is { Count: > 0 } structs:
                (string viewed, string viewedType) = OneOf(structs);
                name = viewed.Contains("stack", StringComparison.Ordinal) ? NewName("stack") : name;
                string view = viewedType == "Pair" ? "byte" : "short";
                return Within(depth, $"Span<{view}> {name} = MemoryMarshal.Cast<{viewedType}, {view}>(MemoryMarshal.CreateSpan(ref {viewed}, 1))", span: (name, view));
            case 4 when Arrays.Find(candidate => candidate.Type is "int" or "uint" or "Pair") is { } bytes:
                return Within(depth, $"Span<byte> {name} = MemoryMarshal.AsBytes({bytes.Access}.AsSpan()).Slice({Next(24)}, 8)", span: (name, "byte"));
            default:
                string local = OneOf("int", "byte", "short", "long", "uint");
                name = NewName("stack");
                return Within(depth, $"Span<{local}> {name} = stackalloc {local}[8]", span: (name, local));
        }
    }

    private List<(string Access, string Type)> Roots(params string[] types) => [.. _roots.Where(root => types.Contains(root.Type))];

    private Node OnSpan()
    {
        if (_spans.Count == 0)
        {
            return Arrays is { Count: > 0 } arrays && OneOf(arrays) is var array && s_integers.Contains(array.Type)
                ? Node.Statement($"{OneOf($"Array.Clear({array.Access})", $"{array.Access}.AsSpan({Next(4)}, 4).Clear()", $"Rotate({array.Access}.AsSpan({Next(5)}, 4))")};")
                : Node.Statement($"y--;");
        }

        (string span, string type) = OneOf(_spans);
        bool isNumber = s_integers.Contains(type);
        switch (Next(8))
        {
            case 0 when isNumber:
                return Node.Statement($"{span}.Slice({Next(4)}, {1 + Next(4)}).Fill({Value(type, 1)});");
            case 1:
                return Node.Statement($"{span}.Slice({Next(4)}, {1 + Next(4)}).Clear();");
            case 2:
                return Node.Statement($"{span}.Slice({Next(4)}, 4).CopyTo({span}.Slice({Next(4)}, {OneOf("4", "4")}));");
            case 3 when _spans.FindAll(other => other.Type == type) is { Count: > 1 } same:
                return Node.Statement($"{span}.CopyTo({OneOf(same).Access});");
            case 4:
                return Node.Statement($"Rotate({span}.Slice({Next(5)}, 4));");
            case 5 when isNumber:
                return Node.Statement($"At({span}.Slice({Next(5)}, 4), {Value("int", 1)}) {OneOf("=", "^=")} {Value(type, 1)};");
            case 6 when isNumber && _rounds * 8 <= MostRounds:
                string item = NewName("item");
                return Node.Statement($"foreach (ref {type} {item} in {span}) {item} {OneOf("=", "+=", "^=")} {Value(type, 1)};");
            default:
                return isNumber
                    ? Node.Statement($"{span}[{Index(StoreMember.ArrayLength)}] {OneOf("=", "+=", "-=", "|=")} {Value(type, 2)};")
                    : Node.Statement($"{span}[{Index(StoreMember.ArrayLength)}] = {Struct(type)};");
        }
    }

    private Node Map(int depth)
    {
        if (Maps is not { Count: > 0 } maps)
        {
            return Reference(depth);
        }

        StoreMember map = OneOf(maps);
        string name = NewName("value");
        Node key = Piece($"(uint)({Value("long", 1)} & {StoreMember.MapLength - 1})");
        _roots.Add(($"{name}.Value", map.Type));
        (Node place, string type) = (Piece($"{name}.Value"), map.Type);
        while (!s_integers.Contains(type))
        {
            (place, type) = Part(place, type);
        }

        Node first = Node.Statement($"{place} {OneOf("=", "+=", "^=")} {Value(type, 2)};");
        Node block = Block(depth);
        _roots.RemoveAt(_roots.Count - 1);
        return Node.Statement($"if ({map.Access}.TryGetRef({key}, out BpfRef<{map.Type}> {name})) {{ {first}{block} }}");
    }

    private Node Loop(int depth)
    {
        int count = 2 + Next(7);
        if (_rounds * count > MostRounds)
        {
            return Statement(0);
        }

        _rounds *= count;
        string name = NewName("i");
        _values.Add((name, "int"));
        Node first = Arrays is { Count: > 0 } arrays && OneOf(arrays) is var array && s_integers.Contains(array.Type)
            ? Node.Statement($"{array.Access}[{name}] {OneOf("=", "+=", "^=", "-=")} {Value(array.Type, 1)};")
            : Statement(0);
        Node block = Block(depth);
        _values.RemoveAt(_values.Count - 1);
        _rounds /= count;
        return Node.Statement($"for (int {name} = 0; {name} < {count}; {name}++) {{ {first}{block} }}");
    }

    private Node Pinned()
    {
        string name = NewName("p");
        if (Chance(60) && Arrays is { Count: > 0 } arrays)
        {
            StoreMember array = OneOf(arrays);
            Node assignment = s_integers.Contains(array.Type)
                ? Node.Statement($"{name}[{SafeIndex(StoreMember.ArrayLength)}] {OneOf("=", "+=", "^=")} {Value(array.Type, 2)};")
                : Node.Statement($"{name}[{SafeIndex(StoreMember.ArrayLength)}] = {Struct(array.Type)};");
            return Node.Statement($"fixed ({array.Type}* {name} = {OneOf($"{array.Access}", $"&{array.Access}[0]")}) {{ {assignment} }}");
        }

        if (_members.Where(member => member is { Kind: StoreMemberKind.Value, Type: "Buffers" or "Cell" or "Mixed" }).ToList() is { Count: > 0 } values)
        {
            StoreMember value = OneOf(values);
            (Node part, string type) = Part(Piece($"(*{name})"), value.Type);
            while (!s_integers.Contains(type))
            {
                (part, type) = Part(part, type);
            }

            return Node.Statement($"fixed ({value.Type}* {name} = &{value.Access}) {{ {part} {OneOf("=", "+=")} {Value(type, 2)}; }}");
        }

        return Node.Statement($"y ^= 77;");
    }
}
