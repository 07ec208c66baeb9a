using Bpf.Symbols.Tables;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>Data within code, such as the literal pools of aarch64, as recorded by mapping symbols in <c>.symtab</c>.</summary>
internal sealed class CodeMarks
{
    private readonly ulong[] _offsets;
    private readonly bool[] _isData;

    /// <summary>Collects the mapping symbols of symbol tables.</summary>
    public CodeMarks(IEnumerable<SymbolTable> tables)
    {
        SortedDictionary<ulong, bool> marks = [];
        foreach (SymbolTable table in tables)
        {
            foreach ((ulong offset, bool isData) in table.CodeMarks())
            {
                marks[offset] = isData;
            }
        }

        _offsets = [.. marks.Keys];
        _isData = [.. marks.Values];
    }

    /// <summary>Returns whether the nearest mapping symbol before a file offset marks data.</summary>
    public bool IsData(ulong offset)
    {
        int nearest = Array.BinarySearch(_offsets, offset);
        if (nearest < 0)
        {
            nearest = ~nearest - 1;
        }

        return nearest >= 0 && _isData[nearest];
    }
}
