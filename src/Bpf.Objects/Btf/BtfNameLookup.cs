using System.Diagnostics.CodeAnalysis;
using Bpf.Runtime;

namespace Bpf.Objects.Btf;

/// <summary>
/// Looks up the types of one table by essential name. Each pass over the table finds the names requested and all those announced with
/// <see cref="Expect"/>; after several passes an index of all names is built, which costs as much as several passes and takes a lot of memory.
/// </summary>
/// <param name="table">The table; its base is not searched.</param>
internal sealed class BtfNameLookup(BtfTypeTable table)
{
    private const int MostPasses = 8;
    private readonly Lock _lock = new();
    private readonly Dictionary<byte[], uint[]?> _known = new(Comparer.Instance); // null for names not looked up yet
    private BtfNameIndex? _index;

    /// <summary>Number of passes over the table so far.</summary>
    public int Passes { get; private set; }

    /// <summary>Announces names that will be looked up, so that one pass finds them all.</summary>
    public void Expect(IEnumerable<byte[]> names)
    {
        if (Volatile.Read(ref _index) is not null)
        {
            return;
        }

        lock (_lock)
        {
            foreach (byte[] name in names)
            {
                _known.TryAdd(BtfNames.Essential(name).ToArray(), null);
            }
        }
    }

    /// <summary>Returns the ids of the types whose essential name equals that of <paramref name="name"/>, lowest first.</summary>
    /// <exception cref="BpfObjectFormatException">A name in the table lies outside its string section.</exception>
    public uint[] Find(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> essential = BtfNames.Essential(name);
        if (Volatile.Read(ref _index) is { } index)
        {
            return index.Find(essential);
        }

        lock (_lock)
        {
            if (_known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(essential, out uint[]? ids) && ids is not null)
            {
                return ids;
            }

            if (Passes < MostPasses && _known.Count < BtfNameScan.MostNames)
            {
                return Scan(essential);
            }

            index = _index ?? new BtfNameIndex(table);
            _known.Clear();
            Volatile.Write(ref _index, index);
        }

        return index.Find(essential);
    }

    private uint[] Scan(ReadOnlySpan<byte> essential)
    {
        byte[] wanted = essential.ToArray();
        _known.TryAdd(wanted, null);
        List<byte[]> names = [];
        foreach ((byte[] name, uint[]? ids) in _known)
        {
            if (ids is null)
            {
                names.Add(name);
            }
        }

        uint[][] found = new BtfNameScan(names).Run(table);
        for (int i = 0; i < found.Length; i++)
        {
            _known[names[i]] = found[i];
        }

        Passes++;
        return _known[wanted]!;
    }

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] name) => (int)BtfNames.Hash(name);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)BtfNames.Hash(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
