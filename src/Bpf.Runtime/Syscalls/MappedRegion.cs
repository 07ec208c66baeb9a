using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Syscalls;

/// <summary>A memory mapping that is removed when disposed or collected.</summary>
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
        {
            Unmap();
        }
    }

    /// <summary>The first byte; <see langword="null"/> when the region is disposed, or lost for lack of memory.</summary>
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
        {
            throw BpfException.FromKernel("map the memory of", subject, Native.LastError);
        }

        return new MappedRegion(pointer, length);
    }

    /// <summary>Maps an arena; programs see it at the address of its first mapping.</summary>
    /// <exception cref="BpfException">The kernel refused, or something else is mapped at the address.</exception>
    public static MappedRegion OfArena(BpfHandle map, string subject, nuint length, nuint address)
    {
        int flags = Mapping.Shared | (address == 0 ? 0 : Mapping.FixedNoReplace);
        void* pointer = LibC.Mmap((void*)address, length, Mapping.Read | Mapping.Write, flags, map.Descriptor, 0);
        if (pointer == Mapping.Failed)
        {
            Errno error = Native.LastError;
            throw BpfException.FromKernel(
                "map the memory of", subject, error,
                error == Errno.EEXIST ? $"Something else is mapped at the address 0x{address:x} given by its map_extra."
                : $"It has {length} bytes; an arena can have at most 4 GiB.");
        }

        return new MappedRegion(pointer, length);
    }

    /// <summary>
    /// Keeps the pages when the object is collected without being disposed: for memory that is handed out by reference, where a leak is better than a
    /// dangling reference.
    /// </summary>
    public void KeepUntilDisposed() => _isKept = true;

    /// <summary>Maps zeroed private pages for memory that is handed out by reference; end it with <see cref="Retire"/>.</summary>
    /// <exception cref="BpfException">There is not enough memory.</exception>
    public static MappedRegion Anonymous(nuint length)
    {
        length = Mapping.PageAligned(Math.Max(length, 1));
        void* pointer = LibC.Mmap(null, length, Mapping.Read | Mapping.Write, Mapping.Private | Mapping.Anonymous, -1, 0);
        if (pointer == Mapping.Failed)
        {
            throw new BpfException("allocate memory of", $"{length} bytes", Native.LastError);
        }

        return new MappedRegion(pointer, length) { _isKept = true };
    }

    /// <summary>Replaces the pages with those of a map, at the same address. If the kernel refuses, pages and contents are unchanged.</summary>
    public Errno ReplaceByMap(BpfHandle map, bool writable)
    {
        int protection = writable ? Mapping.Read | Mapping.Write : Mapping.Read;
        void* pages = LibC.Mmap(null, _length, protection, Mapping.Shared, map.Descriptor, 0);
        if (pages == Mapping.Failed)
        {
            return Native.LastError;
        }

        Errno error = TakeOver(pages);
        _isMap = error == Errno.None;
        return error;
    }

    /// <summary>
    /// Replaces the pages of a map with private pages that have the same contents at the same address. If there is no memory for them, the pages of
    /// the map stay.
    /// </summary>
    public void ReplaceByPrivateCopy()
    {
        if (!_isMap || _pointer is null)
        {
            return;
        }

        void* pages = LibC.Mmap(null, _length, Mapping.Read | Mapping.Write, Mapping.Private | Mapping.Anonymous, -1, 0);
        if (pages == Mapping.Failed)
        {
            return;
        }

        Buffer.MemoryCopy(_pointer, pages, _length, _length);
        if (TakeOver(pages) == Errno.None)
        {
            _isMap = false;
        }
    }

    /// <summary>Makes the pages read-only for this process.</summary>
    public void Protect()
    {
        if (_pointer is not null)
        {
            _ = LibC.Mprotect(_pointer, _length, Mapping.Read);
        }
    }

    public void Dispose()
    {
        Unmap();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Drops the contents but keeps the address reserved permanently: references that were handed out cannot be revoked, and would otherwise modify
    /// whatever is mapped there next. Zeroed pages that nobody touches use address space but no memory.
    /// </summary>
    public void Retire()
    {
        if (_pointer is null
            || (!_isMap && LibC.Mprotect(_pointer, _length, Mapping.Read | Mapping.Write) == 0 && LibC.Madvise(_pointer, _length, Mapping.DropContents) == 0))
        {
            return;
        }

        void* pages = LibC.Mmap(null, _length, Mapping.Read | Mapping.Write, Mapping.Private | Mapping.Anonymous, -1, 0);
        if (pages != Mapping.Failed && TakeOver(pages) == Errno.None)
        {
            _isMap = false;
        }
        else
        {
            Dispose();
        }
    }

    /// <summary>
    /// Moves pages mapped elsewhere onto those of this region. Mapping directly over them is not an option: a driver that refuses has destroyed them
    /// by then.
    /// </summary>
    private Errno TakeOver(void* pages)
    {
        if (LibC.Mremap(pages, _length, _length, Mapping.MayMove | Mapping.MoveFixed, _pointer) != Mapping.Failed)
        {
            return Errno.None;
        }

        Errno error = Native.LastError;
        if (IsHole())
        {
            Refill(pages);
        }

        _ = LibC.Munmap(pages, _length);
        return error;
    }

    // The kernel first unmaps the target of a move; if it then runs out of memory, the target is a hole, and whatever is mapped there later belongs
    // to others.
    private bool IsHole()
    {
        byte[] residency = new byte[_length / (nuint)Native.PageSize];
        fixed (byte* pages = residency)
        {
            return LibC.Mincore(_pointer, _length, pages) < 0 && Native.LastError == Errno.ENOMEM;
        }
    }

    private void Refill(void* contents)
    {
        const int Flags = Mapping.Private | Mapping.Anonymous | Mapping.FixedNoReplace;
        void* pages = LibC.Mmap(_pointer, _length, Mapping.Read | Mapping.Write, Flags, -1, 0);
        _isMap = false;
        if (pages == _pointer)
        {
            Buffer.MemoryCopy(contents, _pointer, _length, _length);
            return;
        }

        if (pages != Mapping.Failed) // a kernel before 4.17, which treats the address as a hint
        {
            _ = LibC.Munmap(pages, _length);
        }

        _pointer = null;
    }

    private void Unmap()
    {
        if (_pointer is not null)
        {
            _ = LibC.Munmap(_pointer, _length);
        }

        _pointer = null;
    }
}
