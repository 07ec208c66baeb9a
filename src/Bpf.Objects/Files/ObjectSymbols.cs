using Bpf.Objects.Elf;

namespace Bpf.Objects.Files;

/// <summary>The symbol table of an object file.</summary>
internal readonly ref struct ObjectSymbols(ObjectElf elf, ReadOnlySpan<ElfSymbol> records)
{
    private readonly ReadOnlySpan<ElfSymbol> _records = records;

    public int Length => _records.Length;

    public ObjectSymbol this[int index] => new(elf, _records[index]);

    public Enumerator GetEnumerator() => new(elf, _records);

    public ref struct Enumerator(ObjectElf elf, ReadOnlySpan<ElfSymbol> records)
    {
        private ReadOnlySpan<ElfSymbol>.Enumerator _records = records.GetEnumerator();

        public readonly ObjectSymbol Current => new(elf, _records.Current);

        public bool MoveNext() => _records.MoveNext();
    }
}
