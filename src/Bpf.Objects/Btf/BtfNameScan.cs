using Bpf.Runtime;

namespace Bpf.Objects.Btf;

/// <summary>Finds the types with given names in one pass over a table. Only names whose first bytes match a wanted name are compared in full.</summary>
internal sealed unsafe class BtfNameScan
{
    /// <summary>Maximum number of names per pass.</summary>
    public const int MostNames = 1024;
    private const int BucketBits = 12;
    private readonly List<byte[]> _names;
    private readonly short[] _heads = new short[1 << BucketBits]; // bucket of the beginning → 1 + entry, 0 for none
    private readonly List<(short Name, short Next)> _entries = [];

    /// <param name="essentialNames">Distinct names, at most <see cref="MostNames"/>.</param>
    public BtfNameScan(List<byte[]> essentialNames)
    {
        _names = essentialNames;
        for (int i = 0; i < _names.Count; i++)
        {
            ReadOnlySpan<byte> name = _names[i];
            Add(Beginning(name), i);
            // With a flavor appended, a short name has other first bytes.
            if (name.Length < sizeof(uint))
            {
                Add(Beginning([.. name, .. "___"u8]), i);
            }
        }
    }

    /// <summary>Returns, for each name, the ids of the table's own types with that essential name, lowest first.</summary>
    /// <exception cref="BpfObjectFormatException">A name that has to be compared lies outside the string section.</exception>
    public uint[][] Run(BtfTypeTable table)
    {
        List<uint>?[] found = new List<uint>?[_names.Count];
        uint id = table.FirstId;
        uint firstString = table.FirstStringOffset;
        ReadOnlySpan<byte> ownStrings = table.StringBytes;
        uint wholeStrings = (uint)Math.Max(0, ownStrings.Length - sizeof(uint) + 1); // those of which four bytes can be read
        fixed (byte* types = table.TypeBytes)
        fixed (byte* strings = ownStrings)
        fixed (short* heads = _heads)
        {
            byte* end = types + table.TypeSize;
            for (byte* record = types; record < end; record += BtfLayout.RecordSize(((uint*)record)[1]), id++)
            {
                uint name = *(uint*)record;
                if (name == 0)
                {
                    continue;
                }

                uint local = name - firstString;
                uint beginning = local < wholeStrings ? Beginning(*(uint*)(strings + local)) : Beginning(table.String(name));
                if (heads[Bucket(beginning)] is not 0 and var entry)
                {
                    Check(table.String(name), entry, id, found);
                }
            }
        }

        return Array.ConvertAll(found, static ids => ids is null ? [] : ids.ToArray());
    }

    private void Check(ReadOnlySpan<byte> name, short entry, uint id, List<uint>?[] found)
    {
        ReadOnlySpan<byte> essential = BtfNames.Essential(name);
        for (; entry != 0; entry = _entries[entry - 1].Next)
        {
            short wanted = _entries[entry - 1].Name;
            if (essential.SequenceEqual(_names[wanted]))
            {
                (found[wanted] ??= []).Add(id);
            }
        }
    }

    private void Add(uint beginning, int name)
    {
        ref short head = ref _heads[Bucket(beginning)];
        if (head != 0 && _entries[head - 1].Name == name)
        {
            return;
        }

        _entries.Add(((short)name, head));
        head = (short)_entries.Count;
    }

    private static uint Bucket(uint beginning) => beginning * 2654435769 >> 32 - BucketBits;

    private static uint Beginning(ReadOnlySpan<byte> name)
    {
        uint bytes = 0;
        for (int i = 0; i < sizeof(uint) && i < name.Length; i++)
        {
            bytes |= (uint)name[i] << (i * 8);
        }

        return bytes;
    }

    /// <summary>Clears the bytes after the first zero byte.</summary>
    private static uint Beginning(uint bytes)
    {
        uint zeros = (bytes - 0x01010101) & ~bytes & 0x80808080; // the lowest bit that is set marks the first zero byte
        return zeros == 0 ? bytes : bytes & (((zeros & (~zeros + 1)) >> 7) - 1);
    }
}
