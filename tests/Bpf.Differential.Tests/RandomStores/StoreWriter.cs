using System.Collections.Immutable;
using CsCheck;
using Bpf.Differential.Tests.RandomPrograms;

namespace Bpf.Differential.Tests.RandomStores;

/// <summary>The state while one program is written.</summary>
/// <param name="pcg">Random numbers.</param>
/// <param name="isOutOfRange">Whether indexes may be out of range.</param>
internal sealed partial class StoreWriter(PCG pcg, bool isOutOfRange)
{
    private static readonly string[] s_integers = ["sbyte", "byte", "short", "ushort", "char", "int", "uint", "long", "ulong", "nint"];
    private static readonly string[] s_words = ["int", "uint", "long", "ulong"];
    private static readonly string[] s_structs = ["Pair", "Cell", "Mixed", "Packed", "Outer", "Buffers", "Point", "Eight<int>", "Eight<byte>", "Eight<Pair>", "Eight<long>"];
    private static readonly string[] s_elements = ["sbyte", "byte", "short", "ushort", "int", "int", "uint", "long", "ulong", "Pair", "Cell", "Mixed", "Packed", "Point"];

    private readonly List<StoreMember> _members = [];

    /// <summary>Everything with a type that statements can write.</summary>
    private readonly List<(string Access, string Type)> _roots = [];

    /// <summary>What can only be read.</summary>
    private readonly List<(string Access, string Type)> _values = [("a", "long"), ("b", "long")];

    /// <summary>Spans of <see cref="StoreMember.ArrayLength"/> elements.</summary>
    private readonly List<(string Access, string Type)> _spans = [];
    private int _names;
    private int _rounds = 1;

    public RandomStoreProgram Program()
    {
        for (int i = 3 + Next(4); i > 0; i--)
        {
            AddMember();
        }

        List<Node> body = [];
        _roots.Add(("x", "long"));
        _roots.Add(("y", "int"));
        for (int i = 3 + Next(6); i > 0; i--)
        {
            body.Add(Statement(2));
        }

        body.Insert(0, Node.Statement($"long x = a; int y = (int)b;"));
        body.Add(Node.Statement($"call.Result = x * 31 + y;"));
        return new RandomStoreProgram([.. _members], new RandomMethod([], Node.Block(body)));
    }

    private void AddMember()
    {
        string name = $"{RandomMethod.Prefix}_{NewName("m")}";
        bool isElsewhere = Chance(20);
        switch (Next(10))
        {
            case 0 or 1 or 2 or 3:
                AddArray(name, isElsewhere);
                break;
            case 4 or 5:
                string record = OneOf([.. s_structs, "long", "uint"]);
                Add(new StoreMember(name, record, StoreMemberKind.Map, isElsewhere,
                    $"[BpfMap(MaxEntries = {StoreMember.MapLength})] internal static readonly BpfArray<{record}> {name} = new();"));
                break;
            case 6:
                string word = OneOf(s_words);
                StoreMember constant = new(name, word, StoreMemberKind.Value, isElsewhere, $"internal static readonly {word} {name} = {Next(1000)};");
                _members.Add(constant);
                _values.Add((constant.Access, word));
                break;
            default:
                string type = Chance(25) ? OneOf(s_integers) : OneOf(s_structs);
                string initial = type == "Pair" && Chance(50) ? $" = new({Next(5000)})" : type == "Point" && Chance(50) ? $" = new({Next(99)}, -{Next(99)})"
                    : s_integers.Contains(type) && type != "char" && Chance(50) ? $" = {Next(100)}" : "";
                Add(new StoreMember(name, type, StoreMemberKind.Value, isElsewhere, $"internal static {type} {name}{initial};"));
                break;
        }
    }

    private void AddArray(string name, bool isElsewhere)
    {
        string type = OneOf(s_elements);
        bool isNumber = s_integers.Contains(type);
        string initial = isNumber && Chance(50) ? $"[{string.Join(", ", Enumerable.Range(0, StoreMember.ArrayLength).Select(_ => Next(120)))}]"
            : type == "Pair" && Chance(50) ? $"[new(3), default, new(-1), new({Next(9999)}), default, default, new(7), new() {{ C = -5 }}]"
            : $"new {type}[{StoreMember.ArrayLength}]";
        Add(new StoreMember(name, type, StoreMemberKind.Array, isElsewhere, $"internal static {(Chance(80) ? "readonly " : "")}{type}[] {name} = {initial};"));
    }

    private void Add(StoreMember member)
    {
        _members.Add(member);
        if (member.Kind == StoreMemberKind.Value)
        {
            _roots.Add((member.Access, member.Type));
        }
    }

    private int Next(int count) => (int)pcg.Next((uint)count);

    private bool Chance(int percent) => Next(100) < percent;

    private T OneOf<T>(params IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    private string NewName(string stem) => $"{stem}{_names++}";
}
