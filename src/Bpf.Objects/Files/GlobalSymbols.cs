using System.Numerics;
using Bpf.Objects.Elf;

namespace Bpf.Objects.Files;

/// <summary>Hash index of the global symbols that an object defines.</summary>
internal sealed class GlobalSymbols
{
    private readonly ObjectElf _elf;
    private readonly int[] _heads; // bucket → symbol, 0 for none, as symbol 0 is
    private readonly int[] _next;

    public GlobalSymbols(ObjectElf elf)
    {
        _elf = elf;
        ObjectSymbols symbols = elf.Symbols;
        _heads = new int[BitOperations.RoundUpToPowerOf2((uint)symbols.Length + 1)];
        _next = new int[symbols.Length];
        for (int i = symbols.Length - 1; i > 0; i--)
        {
            ObjectSymbol symbol = symbols[i];
            if (symbol.Binding == ElfSymbol.Local || symbol.SectionIndex == ElfSymbol.UndefinedSection)
            {
                continue;
            }

            ref int head = ref _heads[Bucket(symbol.Utf8Name)];
            _next[i] = head;
            head = i;
        }
    }

    /// <summary>Returns the first symbol with a name.</summary>
    public ObjectSymbol? Find(ReadOnlySpan<byte> name)
    {
        ObjectSymbols symbols = _elf.Symbols;
        for (int i = _heads[Bucket(name)]; i != 0; i = _next[i])
        {
            if (symbols[i].Utf8Name.SequenceEqual(name))
            {
                return symbols[i];
            }
        }

        return null;
    }

    private int Bucket(ReadOnlySpan<byte> name)
    {
        HashCode hash = default;
        hash.AddBytes(name);
        return hash.ToHashCode() & (_heads.Length - 1);
    }
}
