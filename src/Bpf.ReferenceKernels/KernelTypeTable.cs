using System.Text;

namespace Bpf.ReferenceKernels;

/// <summary>
/// Structs, unions and enumerations of several kernels, merged. Opening it reads only the directory; members are read on demand.
/// <c>eng/kernel-types.sh</c> writes the table.
/// </summary>
internal sealed class KernelTypeTable
{
    /// <summary>First bytes of the table.</summary>
    public const uint Magic = 0x31544B42; // "BKT1"

    private const string ResourceName = "kernel-types.bin";
    private static readonly Lazy<KernelTypeTable> s_reference = new(static () => new KernelTypeTable(TableResource.Read(ResourceName)));

    private readonly byte[] _bytes;
    private readonly int[] _nameEnds;
    private readonly int _names;
    private readonly uint[] _sets;
    private readonly int[] _types; // offset of each type
    private readonly KernelType?[] _known;
    private readonly Entry[] _aggregates;
    private readonly KernelAggregate?[] _knownAggregates;
    private readonly Entry[] _enumerations;

    /// <param name="bytes">The uncompressed table.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a table.</exception>
    public KernelTypeTable(byte[] bytes)
    {
        _bytes = bytes;
        TableReader reader = TableReader.Open(bytes, Magic, "types");
        ReferenceKernel[] kernels = new ReferenceKernel[reader.Count()];
        for (int i = 0; i < kernels.Length; i++)
        {
            kernels[i] = new ReferenceKernel(reader.Text(), Version.Parse(reader.Text()), reader.Text());
        }

        Kernels = kernels;
        _sets = new uint[reader.Count()];
        for (int i = 0; i < _sets.Length; i++)
        {
            _sets[i] = (uint)reader.Number();
        }

        _nameEnds = new int[reader.Count()];
        int end = 0;
        for (int i = 0; i < _nameEnds.Length; i++)
        {
            _nameEnds[i] = end += reader.Count();
        }

        _names = reader.Skip(end);
        _types = new int[reader.Count()];
        int position = 0;
        for (int i = 0; i < _types.Length; i++)
        {
            _types[i] = position;
            position += reader.Count();
        }

        int types = reader.Skip(position);
        for (int i = 0; i < _types.Length; i++)
        {
            _types[i] += types;
        }

        _known = new KernelType?[_types.Length];
        _aggregates = Directory(ref reader);
        _knownAggregates = new KernelAggregate?[_aggregates.Length];
        _enumerations = Directory(ref reader);
    }

    /// <summary>The table embedded in this assembly.</summary>
    public static KernelTypeTable Reference => s_reference.Value;

    /// <summary>The kernels, oldest first within each architecture.</summary>
    public IReadOnlyList<ReferenceKernel> Kernels { get; }

    /// <summary>The named structs and unions, sorted by name.</summary>
    public IEnumerable<KernelAggregate> Aggregates
        => Enumerable.Range(0, _aggregates.Length).Where(index => !_aggregates[index].IsUnnamed).Select(Aggregate);

    /// <summary>The enumerations, sorted by name; one with an empty name contains the enumerators of all anonymous ones.</summary>
    public IEnumerable<KernelEnumeration> Enumerations => _enumerations.Select(Enumeration);

    /// <summary>Returns the names of structs or unions.</summary>
    public IEnumerable<string> AggregateNames(bool isUnion)
        => _aggregates.Where(entry => entry.IsUnion == isUnion && !entry.IsUnnamed).Select(entry => Name(entry.Name));

    /// <summary>Returns the names of enumerations.</summary>
    public IEnumerable<string> EnumerationNames => _enumerations.Select(entry => Name(entry.Name));

    /// <summary>Finds a struct or union by name; returns null when no kernel has it.</summary>
    public KernelAggregate? FindAggregate(string name, bool isUnion)
    {
        int number = FindName(name);
        int index = Array.FindIndex(_aggregates, entry => entry.Name == number && entry.IsUnion == isUnion && !entry.IsUnnamed);
        return number < 0 || index < 0 ? null : Aggregate(index);
    }

    /// <summary>Whether the name is a typedef for an unnamed struct or union.</summary>
    public bool IsTypedefOfUnnamed(string name) => FindTypedef(name) is not null;

    /// <summary>The unnamed struct or union that a typedef stands for; null if there is no such typedef.</summary>
    public KernelAggregate? FindTypedef(string name)
        => FindName(name) is >= 0 and int number && Array.FindIndex(_aggregates, entry => entry.Name == number && entry.IsUnnamed) is >= 0 and int index
            ? Aggregate(index) : null;

    /// <summary>Finds an enumeration by name; returns null when no kernel has it.</summary>
    public KernelEnumeration? FindEnumeration(string name)
    {
        int number = FindName(name);
        int index = Array.FindIndex(_enumerations, entry => entry.Name == number);
        return number < 0 || index < 0 ? null : Enumeration(_enumerations[index]);
    }

    /// <summary>Number of types of members and parameters.</summary>
    public int TypeCount => _types.Length;

    /// <summary>The type with an index.</summary>
    public KernelType Type(int index)
    {
        if (_known[index] is { } known)
        {
            return known;
        }

        TableReader reader = new(_bytes, _types[index]);
        KernelTypeKind kind = (KernelTypeKind)reader.Count();
        KernelType plain = new(kind, "", 0, false, 0);
        return _known[index] = kind switch
        {
            KernelTypeKind.Integer or KernelTypeKind.Float or KernelTypeKind.Enumeration => Scalar(plain, ref reader),
            KernelTypeKind.Pointer => plain with { Element = Type(reader.Count()) },
            KernelTypeKind.Array => plain with { Element = Type(reader.Count()), Count = reader.Number() },
            KernelTypeKind.Typedef => plain with { Name = Name(reader.Count()), Element = Type(reader.Count()) },
            KernelTypeKind.Struct or KernelTypeKind.Union when Aggregate(reader.Count()) is var aggregate =>
                plain with { Name = aggregate.Name, Aggregate = aggregate },
            _ => plain,
        };
    }

    private KernelEnumeration Enumeration(Entry entry)
    {
        TableReader reader = new(_bytes, entry.Position);
        KernelEnumerator[] enumerators = new KernelEnumerator[reader.Count()];
        for (int i = 0; i < enumerators.Length; i++)
        {
            enumerators[i] = new KernelEnumerator(Name(reader.Count()), reader.Signed(), new KernelSet(_sets[reader.Count()]));
        }

        return new KernelEnumeration(Name(entry.Name), new KernelSet(_sets[entry.Set]), enumerators);
    }

    private static Entry[] Directory(ref TableReader reader)
    {
        Entry[] entries = new Entry[reader.Count()];
        int position = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            int name = reader.Count();
            int flags = reader.Count();
            entries[i] = new Entry(name, (flags & 1) != 0, (flags & 2) != 0, flags >> 2, position);
            position += reader.Count();
        }

        int start = reader.Skip(position);
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = entries[i] with { Position = entries[i].Position + start };
        }

        return entries;
    }

    private KernelAggregate Aggregate(int index)
    {
        Entry entry = _aggregates[index];
        return _knownAggregates[index] ??= new KernelAggregate(entry.IsUnnamed ? "" : Name(entry.Name), entry.IsUnion, new KernelSet(_sets[entry.Set]),
            () => Members(entry));
    }

    private KernelMember[] Members(Entry entry)
    {
        TableReader reader = new(_bytes, entry.Position);
        KernelMember[] members = new KernelMember[reader.Count()];
        for (int i = 0; i < members.Length; i++)
        {
            string name = Name(reader.Count());
            KernelType type = Type(reader.Count());
            int set = reader.Count();
            members[i] = new KernelMember(name, type, (set & 1) != 0 ? reader.Count() : 0, new KernelSet(_sets[set >> 1]));
        }

        return members;
    }

    private KernelType Scalar(KernelType plain, ref TableReader reader)
    {
        string name = Name(reader.Count());
        int size = reader.Count();
        return plain with { Name = name, Size = size >> 1, IsSigned = (size & 1) != 0 };
    }

    private string Name(int number)
    {
        int start = number == 0 ? 0 : _nameEnds[number - 1];
        return Encoding.UTF8.GetString(_bytes, _names + start, _nameEnds[number] - start);
    }

    private ReadOnlySpan<byte> NameBytes(int number)
    {
        int start = number == 0 ? 0 : _nameEnds[number - 1];
        return _bytes.AsSpan(_names + start, _nameEnds[number] - start);
    }

    // Names are sorted by their bytes.
    private int FindName(string name)
    {
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(name);
        int low = 0;
        int high = _nameEnds.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = NameBytes(middle).SequenceCompareTo(wanted);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    private readonly record struct Entry(int Name, bool IsUnion, bool IsUnnamed, int Set, int Position);
}
