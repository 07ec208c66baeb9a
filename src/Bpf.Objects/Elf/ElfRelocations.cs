namespace Bpf.Objects.Elf;

/// <summary>The relocations of a section, <c>Elf64_Rel</c> or <c>Elf64_Rela</c>, read in place.</summary>
internal readonly ref struct ElfRelocations
{
    public const int Size = 16; // sizeof(Elf64_Rel)
    public const int SizeWithAddend = 24; // sizeof(Elf64_Rela)
    private readonly ElfFile _file;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _recordSize;

    public ElfRelocations(ElfFile file, ReadOnlySpan<byte> bytes, bool hasAddends)
    {
        _file = file;
        _bytes = bytes;
        _recordSize = hasAddends ? SizeWithAddend : Size;
    }

    public int Length => _bytes.Length / _recordSize;

    public ElfRelocation this[int index]
    {
        get
        {
            ReadOnlySpan<byte> record = _bytes.Slice(index * _recordSize, _recordSize);
            ulong info = _file.UInt64(record[8..]); // r_info
            long addend = _recordSize == SizeWithAddend ? (long)_file.UInt64(record[16..]) : 0;
            return new ElfRelocation(_file.UInt64(record), (uint)(info >> 32), (uint)info, addend);
        }
    }

    public Enumerator GetEnumerator() => new(this);

    public ref struct Enumerator(ElfRelocations relocations)
    {
        private readonly ElfRelocations _relocations = relocations;
        private int _index = -1;

        public readonly ElfRelocation Current => _relocations[_index];

        public bool MoveNext() => ++_index < _relocations.Length;
    }
}
