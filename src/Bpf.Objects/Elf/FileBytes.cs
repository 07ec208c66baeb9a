namespace Bpf.Objects.Elf;

/// <summary>The bytes of a file or a part of one: in memory, or mapped and of any length.</summary>
internal readonly struct FileBytes
{
    private readonly MappedFile? _file;
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly long _start;

    public FileBytes(ReadOnlyMemory<byte> memory)
    {
        _memory = memory;
        Length = memory.Length;
    }

    public FileBytes(MappedFile file)
        : this(file, 0, file.Length)
    {
    }

    private FileBytes(MappedFile? file, long start, long length)
    {
        _file = file;
        _start = start;
        Length = length;
    }

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    public static implicit operator FileBytes(MappedFile file) => new(file);

    public static implicit operator FileBytes(ReadOnlyMemory<byte> memory) => new(memory);

    /// <summary>Returns a part, which must lie within these bytes.</summary>
    public FileBytes Part(long offset, long length)
        => _file is null ? new(_memory.Slice((int)offset, (int)length)) : new(_file, _start + offset, length);

    /// <summary>Returns a span of these bytes, which must be in range.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int length) => _file is null ? _memory.Span.Slice((int)offset, length) : _file.Slice(_start + offset, length);

    /// <inheritdoc cref="Slice"/>
    public ReadOnlyMemory<byte> Memory(long offset, int length) => _file is null ? _memory.Slice((int)offset, length) : _file.Memory(_start + offset, length);
}
