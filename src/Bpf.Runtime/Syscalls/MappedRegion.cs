namespace Bpf.Runtime.Syscalls;

/// <summary>A mapping that is undone when disposed or collected.</summary>
internal sealed unsafe class MappedRegion : IDisposable
{
    private readonly nuint _length;
    private byte* _pointer;
    private bool _isKept;
    private bool _isMap;

    private MappedRegion(void* pointer, nuint length)
    {
        _pointer = (byte*)pointer;
        _length = length;
    }

    ~MappedRegion()
    {
        if (!_isKept)
            Unmap();
    }

    public byte* Pointer => _pointer;

    public nuint Length => _length;

    /// <summary>Maps the memory of a map.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static MappedRegion OfMap(BpfHandle map, string subject, nuint length, bool writable, nuint offset)
    {
        length = Mapping.PageAligned(length);
        int protection = writable ? Mapping.Read | Mapping.Write : Mapping.Read;
        void* pointer = LibC.Mmap(null, length, protection, Mapping.Shared, map.Descriptor, (nint)offset);
        if (pointer == Mapping.Failed)
            throw BpfException.FromKernel("map the memory of", subject, Native.LastError);

        return new MappedRegion(pointer, length);
    }

    /// <summary>Maps an arena; programs see it at the address of its first mapping.</summary>
    /// <exception cref="BpfException">The kernel refused, or there is something else at the address.</exception>
    public static MappedRegion OfArena(BpfHandle map, string subject, nuint length, nuint address)
    {
        int flags = Mapping.Shared | (address == 0 ? 0 : Mapping.FixedNoReplace);
        void* pointer = LibC.Mmap((void*)address, length, Mapping.Read | Mapping.Write, flags, map.Descriptor, 0);
        if (pointer == Mapping.Failed)
        {
            Errno error = Native.LastError;
            throw BpfException.FromKernel(
                "map the memory of", subject, error,
                error == Errno.EEXIST ? $"Something else is mapped at the address 0x{address:x} of its map_extra." : $"It has {length} bytes; an arena holds at most 4 GiB.");
        }

        return new MappedRegion(pointer, length);
    }

    /// <summary>
    /// Keeps the pages when the object is collected without having been disposed: for memory that is handed out by reference, where a leak
    /// is better than a reference into nothing.
    /// </summary>
    public void KeepUntilDisposed() => _isKept = true;

    /// <summary>Zeroed private pages.</summary>
    /// <exception cref="BpfException">There is no memory.</exception>
    public static MappedRegion Anonymous(nuint length)
    {
        length = Mapping.PageAligned(Math.Max(length, 1));
        void* pointer = LibC.Mmap(null, length, Mapping.Read | Mapping.Write, Mapping.Private | Mapping.Anonymous, -1, 0);
        if (pointer == Mapping.Failed)
            throw new BpfException("allocate memory of", $"{length} bytes", Native.LastError);

        return new MappedRegion(pointer, length);
    }

    /// <summary>Replaces the pages by those of a map, at the same address.</summary>
    public Errno ReplaceByMap(BpfHandle map, bool writable)
    {
        int protection = writable ? Mapping.Read | Mapping.Write : Mapping.Read;
        void* pointer = LibC.Mmap(_pointer, _length, protection, Mapping.Shared | Mapping.Fixed, map.Descriptor, 0);
        _isMap = pointer != Mapping.Failed;
        return _isMap ? Errno.None : Native.LastError;
    }

    /// <summary>Lets go of the map whose pages these are: the same contents at the same address, in pages of this process.</summary>
    public void ReplaceByPrivateCopy()
    {
        if (!_isMap || _pointer is null)
            return;

        using MappedRegion copy = Anonymous(_length);
        Buffer.MemoryCopy(_pointer, copy._pointer, _length, _length);
        if (LibC.Mmap(_pointer, _length, Mapping.Read | Mapping.Write, Mapping.Private | Mapping.Anonymous | Mapping.Fixed, -1, 0) == Mapping.Failed)
            return;

        Buffer.MemoryCopy(copy._pointer, _pointer, _length, _length);
        _isMap = false;
    }

    /// <summary>Makes the pages read-only for this process.</summary>
    public void Protect() => _ = LibC.Mprotect(_pointer, _length, Mapping.Read);

    public void Dispose()
    {
        Unmap();
        GC.SuppressFinalize(this);
    }

    private void Unmap()
    {
        if (_pointer is not null)
            _ = LibC.Munmap(_pointer, _length);

        _pointer = null;
    }
}
