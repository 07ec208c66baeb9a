namespace Bpf.Objects.Btf;

/// <summary>
/// A selection of a table's types, with only the selected members of structs and unions and the selected values of enumerations. Sizes and offsets stay;
/// references to types that are not selected become void.
/// </summary>
/// <param name="source">The table; may be split.</param>
internal sealed class BtfReduction(BtfTypeTable source)
{
    private const int TypeHeaderWords = BtfLayout.TypeHeaderSize / sizeof(uint);
    private readonly SortedDictionary<uint, SortedSet<int>> _types = [];
    private readonly HashSet<uint> _followed = [];

    /// <summary>Number of types selected so far.</summary>
    public int Count => _types.Count;

    /// <summary>Selects a type and what its typedefs, qualifiers and arrays lead to, but not the target of a pointer.</summary>
    public void Keep(uint id) => Keep(id, followPointers: false);

    /// <summary>Like <see cref="Keep(uint)"/>, but selects the targets of pointers and the types in prototypes too; structs without members.</summary>
    public void KeepThroughPointers(uint id) => Keep(id, followPointers: true);

    /// <summary>Selects a member of a struct or union of the table.</summary>
    public void KeepMember(BtfType composite, int index)
    {
        Select(composite, index);
        BtfType member = source.SkipModifiersAndTypedefs(composite.Member(index).TypeId);
        if (member.Kind == BtfKind.Array && member.ArrayLength == 0)
        {
            // An array without a length is flexible only as the last member.
            Select(composite, composite.Count - 1);
        }
    }

    /// <summary>Selects a value of an enumeration of the table.</summary>
    public void KeepEnumerator(BtfType enumeration, int index)
    {
        Keep(enumeration.Id);
        _types[enumeration.Id].Add(index);
    }

    /// <summary>Selects more members of a struct or union until there are as many as given, or no more.</summary>
    public void KeepMembers(BtfType composite, int count)
    {
        for (int i = 0; i < composite.Count && (!_types.TryGetValue(composite.Id, out SortedSet<int>? members) || members.Count < count); i++)
        {
            KeepMember(composite, i);
        }
    }

    /// <summary>Writes the selected types, in the order of their ids.</summary>
    public BtfTypeTable Build()
    {
        Dictionary<uint, uint> ids = [];
        foreach (uint id in _types.Keys)
        {
            ids[id] = (uint)ids.Count + 1;
        }

        BtfBuilder builder = new();
        foreach ((uint id, SortedSet<int> members) in _types)
        {
            Add(builder, source[id], members, ids);
        }

        return builder.Build();
    }

    private static void Add(BtfBuilder builder, BtfType type, SortedSet<int> members, Dictionary<uint, uint> ids)
    {
        uint[] words = type.Record[TypeHeaderWords..].ToArray();
        int count = type.Count;
        switch (type.Kind)
        {
            case BtfKind.Array:
                (words[0], words[1]) = (New(words[0]), New(words[1]));
                break;
            case BtfKind.Struct or BtfKind.Union:
                Select(3);
                Translate(3, hasType: true);
                break;
            case BtfKind.Enum:
                Select(2);
                Translate(2, hasType: false);
                break;
            case BtfKind.Enum64:
                Select(3);
                Translate(3, hasType: false);
                break;
            case BtfKind.FunctionPrototype:
                Translate(2, hasType: true);
                break;
        }

        uint sizeOrType = HasReference(type.Kind) ? New(type.ReferencedId) : type.RawSize;
        builder.Add(type.Kind, type.NameText, (uint)count | (type.Flag ? BtfBuilder.KindFlag : 0), sizeOrType, words);

        uint New(uint id) => ids.GetValueOrDefault(id);

        void Select(int size)
        {
            words = [.. members.SelectMany(index => words[(index * size)..((index * size) + size)])];
            count = members.Count;
        }

        void Translate(int size, bool hasType)
        {
            for (int i = 0; i < words.Length; i += size)
            {
                words[i] = builder.AddString(type.Table.Text(words[i]));
                words[i + 1] = hasType ? New(words[i + 1]) : words[i + 1];
            }
        }
    }

    private static bool HasReference(BtfKind kind) => kind is BtfKind.Pointer or BtfKind.Typedef or BtfKind.Const or BtfKind.Volatile or BtfKind.Restrict
        or BtfKind.TypeTag or BtfKind.Function or BtfKind.FunctionPrototype or BtfKind.Variable;

    private void Select(BtfType composite, int index)
    {
        Keep(composite.Id);
        _types[composite.Id].Add(index);
        Keep(composite.Member(index).TypeId);
    }

    private void Keep(uint id, bool followPointers)
    {
        while (id != 0 && (_types.TryAdd(id, []) | (followPointers && _followed.Add(id))))
        {
            BtfType type = source[id];
            if (type.Kind == BtfKind.Array)
            {
                Keep(type.ArrayIndexId);
                id = type.ArrayElementId;
                continue;
            }

            if (!HasReference(type.Kind) || (type.Kind == BtfKind.Pointer && !followPointers))
            {
                return;
            }

            for (int i = 0; type.Kind == BtfKind.FunctionPrototype && i < type.Count; i++)
            {
                Keep(type.ParameterTypeId(i), followPointers);
            }

            id = type.ReferencedId;
        }
    }
}
