using System.Numerics;
using Bpf.Runtime;

namespace Bpf.Objects.Btf;

/// <summary>Hash index from essential names to the types of one table, for tables in which many names are looked up.</summary>
internal sealed class BtfNameIndex
{
    private readonly BtfTypeTable _table;
    private readonly int[] _heads; // bucket → 1 + type index, 0 for none
    private readonly int[] _next; // type index → 1 + next type index
    private readonly uint _mask;

    /// <exception cref="BpfObjectFormatException">A name lies outside the strings.</exception>
    public BtfNameIndex(BtfTypeTable table)
    {
        _table = table;
        int count = (int)(table.EndId - table.FirstId);
        _heads = new int[BitOperations.RoundUpToPowerOf2((uint)count + 1)];
        _next = new int[count];
        _mask = (uint)_heads.Length - 1;

        // Built from last to first, so that each chain starts at the lowest id.
        for (int i = count - 1; i >= 0; i--)
        {
            BtfType type = table[table.FirstId + (uint)i];
            if (type.NameOffset == 0)
            {
                continue;
            }

            ref int head = ref _heads[BtfNames.Hash(BtfNames.Essential(type.Name)) & _mask];
            _next[i] = head;
            head = i + 1;
        }
    }

    /// <summary>Returns the ids of the types with an essential name, lowest first.</summary>
    public uint[] Find(ReadOnlySpan<byte> essentialName)
    {
        List<uint>? found = null;
        for (int position = _heads[BtfNames.Hash(essentialName) & _mask]; position != 0; position = _next[position - 1])
        {
            uint id = _table.FirstId + (uint)position - 1;
            if (BtfNames.Essential(_table[id].Name).SequenceEqual(essentialName))
            {
                (found ??= []).Add(id);
            }
        }

        return found is null ? [] : [.. found];
    }
}
