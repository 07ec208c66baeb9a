namespace Bpf.Objects.Elf;

/// <summary>The notes of a section or segment, up to the first one that is cut off.</summary>
internal readonly ref struct ElfNotes(ElfFile file, ReadOnlySpan<byte> bytes, ulong alignment)
{
    private readonly ElfFile _file = file;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly ulong _alignment = alignment;

    public Enumerator GetEnumerator() => new(_file, _bytes, _alignment == sizeof(ulong) ? sizeof(ulong) : sizeof(uint));

    public ref struct Enumerator(ElfFile file, ReadOnlySpan<byte> bytes, int alignment)
    {
        private const int HeaderSize = 12; // sizeof(Elf64_Nhdr)
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private long _position;

        public ElfNote Current { get; private set; }

        public bool MoveNext()
        {
            if (_bytes.Length - _position < HeaderSize)
            {
                return false;
            }

            ReadOnlySpan<byte> header = _bytes[(int)_position..];
            long ownerSize = file.UInt32(header); // n_namesz
            long descriptionSize = file.UInt32(header[4..]); // n_descsz
            long owner = _position + HeaderSize;
            long description = Aligned(owner + ownerSize);
            if (description > _bytes.Length || descriptionSize > _bytes.Length - description)
            {
                return false;
            }

            Current = new ElfNote
            {
                Owner = ElfText.At(_bytes.Slice((int)owner, (int)ownerSize), 0),
                Type = file.UInt32(header[8..]),
                Description = _bytes.Slice((int)description, (int)descriptionSize),
            };
            // The last note may lack its padding.
            _position = Math.Min(Aligned(description + descriptionSize), _bytes.Length);
            return true;
        }

        private readonly long Aligned(long position) => (position + alignment - 1) / alignment * alignment;
    }
}
