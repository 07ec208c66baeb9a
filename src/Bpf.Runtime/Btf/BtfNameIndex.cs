using System.Numerics;

namespace Bpf.Runtime.Btf;

/// <summary>Hash chains from essential names to the types of one table.</summary>
internal sealed class BtfNameIndex
{
    private readonly BtfTypeTable _table;
    private readonly int[] _heads; // bucket → 1 + type index, 0 for none
    private readonly int[] _next; // type index → 1 + next type index
    private readonly uint _mask;

    public BtfNameIndex(BtfTypeTable table)
    {
        _table = table;
        int count = (int)(table.EndId - table.FirstId);
        _heads = new int[BitOperations.RoundUpToPowerOf2((uint)count + 1)];
        _next = new int[count];
        _mask = (uint)_heads.Length - 1;

        // From the last to the first, so that chains run from the lowest id.
        for (int i = count - 1; i >= 0; i--)
        {
            BtfType type = table[table.FirstId + (uint)i];
            if (type.NameOffset == 0)
                continue;

            ref int head = ref _heads[Hash(BtfNames.Essential(type.Name)) & _mask];
            _next[i] = head;
            head = i + 1;
        }
    }

    public Matches Lookup(ReadOnlySpan<byte> name) => new(this, BtfNames.Essential(name));

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261; // FNV-1a
        foreach (byte value in name)
            hash = (hash ^ value) * 16777619;

        return hash ^ hash >> 15;
    }

    /// <summary>The types of one name.</summary>
    public ref struct Matches
    {
        private readonly BtfNameIndex _index;
        private readonly ReadOnlySpan<byte> _name;
        private int _position;

        public Matches(BtfNameIndex index, ReadOnlySpan<byte> essentialName)
        {
            _index = index;
            _name = essentialName;
            _position = index._heads[Hash(essentialName) & index._mask];
        }

        public uint Current { get; private set; }

        public readonly Matches GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_position != 0)
            {
                int type = _position - 1;
                _position = _index._next[type];
                uint id = _index._table.FirstId + (uint)type;
                if (BtfNames.Essential(_index._table[id].Name).SequenceEqual(_name))
                {
                    Current = id;
                    return true;
                }
            }

            return false;
        }
    }
}
